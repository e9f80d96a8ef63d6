/** What the server and the drawings of this folder say to each other: made by `make payloads`, not by hand. */

export interface PartPair {
  name: string;
  names: [string, string];
  work: [string, string];
}

export interface NeuronsPayload {
  pairs: PartPair[];
  titles: [string, string];
  hint: string;
}

export interface FiringWords {
  heads: [string, string, string, string];
  z: string;
  activation_title: string;
  activation_axes: [string, string];
  spikes_title: string;
  spikes_axes: [string, string];
  threshold: string;
}

export interface ListChoice {
  name: string;
  label: string;
  options: [string, string][];
}

export interface Slider {
  name: string;
  label: string;
  sign: string;
  low: number;
  high: number;
  step: number;
}

export interface Curve {
  z: number[];
  a: number[];
}

export interface SpikesPayload {
  times: number[];
  voltage: number[];
  spikes: number[];
  threshold: number;
  rest: number;
  low: number;
  duration: number;
}

export interface FiringPayload {
  problem: string;
  refused: string[];
  text: FiringWords;
  choices: ListChoice[];
  rows: Slider[][];
  current: Record<string, string>;
  terms: string[];
  sums: number[];
  formula: string;
  verdict: string;
  fires: boolean;
  z: number;
  output: number;
  point: string;
  curve: Curve;
  spoken: string;
  train: SpikesPayload;
}

export interface Moved {
  changes: Record<string, string>;
}

/** What the server and the drawings of this folder say to each other: made by `make payloads`, not by hand. */

export interface ExamplePayload {
  row: number;
  z: number;
  prediction: number;
  error: number;
  change: [number, number, number];
  before: [number, number, number];
  after: [number, number, number];
}

export interface StatusWords {
  empty: string;
  ready: string;
  running: string;
  paused: string;
  solved: Record<string, string>;
  cycle: string;
  limit: string;
}

export interface TrainingWords {
  plane: string;
  next: string;
  play: string;
  pause: string;
  back: string;
  restart: string;
  pace: string;
  rate: string;
  slow: string;
  middle: string;
  fast: string;
  zero: string;
  one: string;
  after: string;
  before: string;
  brush: string;
  clear: string;
  draw: string;
  none: string;
  outside: string;
  full: string;
  counts: string;
  status: StatusWords;
  example: string;
  sum: string;
  prediction: string;
  error: string;
  weights: string;
  table: string;
  log: string;
  number: string;
}

export interface TrainingPayload {
  id: string;
  domain: [number, number];
  ticks: number[];
  points: [number, number, number][];
  eta: number;
  etas: number[];
  examples: ExamplePayload[];
  outcome: "solved" | "cycle" | "limit";
  cycle_start: number | null;
  bound: string;
  drawing: boolean;
  lattice: number;
  most: number;
  words: TrainingWords;
}

export interface Ended {
  kind: "end";
  id: string;
}

export interface Rate {
  kind: "eta";
  index: number;
}

export interface Placed {
  kind: "points";
  points: [number, number, number][];
}

export interface MomentPayload {
  step: number;
  hidden: [number, number][];
  line: [number, number, number];
  answer: number[];
  loss: number;
  accuracy: number;
}

export interface HiddenWords {
  plane: string;
  hidden: string;
  play: string;
  pause: string;
  moment: string;
  step: string;
  readout: string;
  none: string;
  outside: string;
}

export interface HiddenPayload {
  id: string;
  domain: [number, number];
  ticks: number[];
  points: [number, number, number][];
  cells: number;
  moments: MomentPayload[];
  words: HiddenWords;
}

/** What the server and the drawings of this folder say to each other: made by `make payloads`, not by hand. */

export interface CurvePayload {
  label: string;
  values: number[];
  slopes: number[];
  flat: [number, number][];
}

export interface TangentWords {
  plot: string;
  slider: string;
  axis: string;
  value: string;
  slope: string;
  flat: string;
}

export interface TangentPayload {
  z: number[];
  start: number;
  curves: CurvePayload[];
  words: TangentWords;
}

export interface LetGo {
  z: number;
}

export interface SoftmaxWords {
  temperature: string;
  output: string;
  logit: string;
  share: string;
  sum: string;
  leader: string;
  cold: string;
  hot: string;
  even: string;
  alone: string;
}

export interface SoftmaxPayload {
  logits: number[];
  outputs: number;
  range: [number, number];
  temperatures: [number, number];
  temperature: number;
  words: SoftmaxWords;
}

export interface StepPayload {
  weight: string[][];
  bias: string[];
  x: string[];
  product_sign: "=" | "≈";
  product: string[];
  z_sign: "=" | "≈";
  z: string[];
  a: string[];
  activation: string;
  sums: [string, string, string][];
}

export interface ForwardWords {
  back: string;
  next: string;
  end: string;
  keys: string;
  unit: string;
  equation: string;
  net: string;
  weights: string;
  before: string;
  input: string;
  product: string;
  bias: string;
  sum: string;
  start: string;
  begin: string;
  where: string;
  parts: [string, string, string];
}

export interface ForwardPayload {
  steps: StepPayload[];
  words: ForwardWords;
}

export interface CollapseWords {
  weights: string;
  bias: string;
  equation: string;
}

export interface CollapsePayload {
  weights: string[][][];
  sign: "=" | "≈";
  single: string[][];
  bias: string[];
  words: CollapseWords;
}

export interface WarpWords {
  plane: string;
  hidden: string;
  update: string;
  play: string;
  pause: string;
  said: string;
}

export interface WarpPayload {
  id: string;
  steps: number[];
  shares: [number, number][];
  grid: [number, number];
  targets: number[];
  tests: boolean[];
  borders: [number, number, number][];
  plane: string;
  frames: string;
  words: WarpWords;
}

/** What the server and the drawings of this folder say to each other: made by `make payloads`, not by hand. */

export interface LearntPayload {
  values: number[][];
  points: number[][];
  train: number;
  test: number;
}

export interface AugmentationWords {
  strength: string;
  plain: string;
  jittered: string;
  border: string;
  note: string;
  how: string;
}

export interface AugmentationPayload {
  id: string;
  strengths: number[];
  domain: number[][];
  classes: string[];
  plain: LearntPayload;
  jittered: LearntPayload[];
  words: AugmentationWords;
}

export interface ChanceWords {
  throw: string;
  again: string;
  load: string;
  fair: string;
  start: string;
  said: string;
  throws: Record<string, string>;
  hits: Record<string, string>;
  full: string;
  latest: string;
  curve: string;
  bars: string;
  across: string;
  up: string;
  how_often: string;
}

export interface ChancePayload {
  id: string;
  device: "coin" | "die";
  faces: string[];
  signs: string[];
  chance: number;
  fair: number;
  count: number;
  seed: number;
  most: number;
  probabilities: number[];
  counts: number[];
  at: number[];
  frequencies: number[];
  latest: number[];
  words: ChanceWords;
}

export interface Thrown {
  device: "coin" | "die";
  chance: number;
  count: number;
  seed: number;
}

export interface Histogram {
  start: number;
  width: number;
  counts: number[];
  mean: number;
  deviation: number;
}

export interface MeansWords {
  plot: string;
  size: string;
  zoom: string;
  said: string;
  theory: string;
  across: string;
  up: string;
  key_bars: string;
  key_curve: string;
}

export interface MeansPayload {
  id: string;
  sizes: Histogram[];
  first: number;
  mean: number;
  deviation: number;
  repeats: number;
  words: MeansWords;
}

export interface ParameterPayload {
  name: string;
  sign: string;
  label: string;
  low: number;
  high: number;
  step: number;
  value: number;
}

export interface DistributionWords {
  density_plot: string;
  mass_plot: string;
  cumulative_plot: string;
  density: string;
  mass: string;
  cumulative: string;
  lower: string;
  upper: string;
  rule: string;
  samples: string;
  again: string;
  interval: string;
  counted: string;
  key_curve: string;
  key_inside: string;
  key_mean: string;
  key_sample: string;
}

export interface DistributionPayload {
  id: string;
  name: string;
  parameters: ParameterPayload[];
  values: Record<string, number>;
  low: number;
  high: number;
  count: number;
  counts: number[];
  samples: number[];
  seed: number;
  words: DistributionWords;
}

export interface Shown {
  name: string;
  values: Record<string, number>;
  low: number;
  high: number;
  count: number;
  seed: number;
}

export interface NormalPart {
  title: string;
  said: string;
  plot: string;
  axis: string;
}

export interface NormalPartsPayload {
  id: string;
  parameters: ParameterPayload[];
  x: number;
  parts: [NormalPart, NormalPart, NormalPart];
  key_curve: string;
  key_usual: string;
}

export interface Way {
  weights: number[][];
  losses: number[];
}

export interface Side {
  points: number[][];
  curvature: number[][];
  best: number[];
  ways: Way[];
}

export interface ScalingWords {
  scale: string;
  rate: string;
  points: [string, string];
  bowls: [string, string];
  keys: [string, string];
  losses_plot: string;
  best: string;
  step: string;
  loss: string;
  gone: string;
  said: string;
}

export interface ScalingPayload {
  id: string;
  scales: number[];
  rates: number[];
  steps: number;
  before: Side[];
  after: Side;
  words: ScalingWords;
}

export interface BatchNormWords {
  update: string;
  mode: string;
  modes: [string, string];
  said: [string, string];
  before: string;
  behind: string;
  unit: string;
  note: string;
  running: string;
  key_running: string;
  key_batch: string;
  mean: string;
  deviation: string;
  means_plot: string;
  deviations_plot: string;
}

export interface BatchNormPayload {
  id: string;
  steps: number[];
  before: number[][][];
  training: number[][][];
  evaluation: number[][][];
  batch_mean: number[][];
  batch_deviation: number[][];
  running_mean: number[][];
  running_deviation: number[][];
  words: BatchNormWords;
}

export interface DropoutWords {
  rate: string;
  next: string;
  many: Record<string, string>;
  play: string;
  again: string;
  net: string;
  left: string;
  mean: Record<string, string>;
  plot: string;
  key_mean: string;
  key_whole: string;
  masks: string;
}

export interface DropoutPayload {
  id: string;
  point: number[];
  hidden: number[];
  weights: number[];
  bias: number;
  whole: number;
  numbers: number[][];
  words: DropoutWords;
}

export interface NumberLineWords {
  plot: string;
  add: string;
  remove: string;
  how: string;
  point: string;
  said: Record<string, string>;
  full: string;
  last: string;
  key_balance: string;
  key_median: string;
  key_spread: string;
  key_box: string;
}

export interface NumberLinePayload {
  id: string;
  values: number[];
  low: number;
  high: number;
  step: number;
  movable: boolean;
  most: number;
  words: NumberLineWords;
}

export interface Placed {
  values: number[];
}

export interface PassagePayload {
  weights: number[];
  counts: number[][];
  deviations: number[];
}

export interface ActivationPassages {
  label: string;
  passages: PassagePayload[];
}

export interface WeightsWords {
  sigma: string;
  activation: string;
  drawn: string;
  layer: string;
  spread: string;
  shrinks: string;
  keeps: string;
  grows: string;
}

export interface WeightsPayload {
  id: string;
  sigmas: number[];
  even: number;
  layers: number;
  edges: number[];
  weight_edges: number[];
  activations: ActivationPassages[];
  words: WeightsWords;
}

export interface LogitsWords {
  truth: string;
  name: string;
  name_head: string;
  share: string;
  table: string;
  slope: string;
  sure: string;
  between: string;
  wrong: string;
}

export interface LogitsPayload {
  id: string;
  logits: number[];
  range: [number, number];
  words: LogitsWords;
}

export interface DivergenceWords {
  names: [string, string];
  outcomes: string;
  outcome: string;
  probability: string;
  same: string;
  even: string;
  certain: string;
  again: string;
  how: string;
  entropy: string;
  cross: string;
  equal: string;
  differ: string;
  infinite: string;
}

export interface DivergencePayload {
  id: string;
  p: number[];
  q: number[];
  words: DivergenceWords;
}

export interface Mixture {
  percent: number;
  keep: number[];
  area: number | null;
  average_precision: number | null;
}

export interface ThresholdWords {
  threshold: string;
  share: string;
  scores_plot: string;
  roc_plot: string;
  pr_plot: string;
  key_no: string;
  key_yes: string;
  key_threshold: string;
  matrix: string;
  said_no: string;
  said_yes: string;
  is_no: string;
  is_yes: string;
  measure: string;
  counts: string;
  here: string;
  never: string;
  accuracy: string;
  precision: string;
  recall: string;
  f1: string;
  fpr: string;
  probability: string;
  points: string;
  areas: string;
  sentence: string;
  nothing: string;
  misleads: string;
}

export interface ThresholdPayload {
  id: string;
  scores: number[];
  positive: number[];
  mixtures: Mixture[];
  words: ThresholdWords;
}

export interface Found {
  threshold: number;
  mixture: number;
}

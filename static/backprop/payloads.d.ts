/** What the server and the drawings of this folder say to each other: made by `make payloads`, not by hand. */

export interface PhaseWords {
  forward: string;
  loss: string;
  backward: string;
  update: string;
}

export interface StepTitles {
  input: string;
  z: string;
  a: string;
  mask: string;
  normal: string;
  scale: string;
  loss: string;
  error: string;
  delta: string;
  gradients: string;
  mask_back: string;
  normal_back: string;
  update: string;
  after: string;
}

export interface StepReasons {
  input: string;
  z: string;
  a: string;
  a_output: string;
  mask: string;
  normal: string;
  scale: string;
  loss: string;
  error: string;
  delta: string;
  gradients: string;
  mask_back: string;
  normal_back: string;
  update: string;
  after: string;
}

export interface LayerKinds {
  input: string;
  dense: string;
  output: string;
  dropout: string;
  batchnorm: string;
}

export interface ArrayNames {
  input: string;
  input_turned: string;
  before: string;
  before_turned: string;
  weights: string;
  weights_turned: string;
  bias: string;
  sum: string;
  activation: string;
  prediction: string;
  target: string;
  mask: string;
  after: string;
  mean: string;
  variance: string;
  normal: string;
  gamma: string;
  beta: string;
  loss_slope: string;
  jacobian: string;
  slope: string;
  blame: string;
  blame_before: string;
  delta: string;
  gradient: string;
  bias_gradient: string;
  gamma_gradient: string;
  beta_gradient: string;
}

export interface BackpropWords {
  back: string;
  next: string;
  play: string;
  pause: string;
  pace: string;
  seconds: string;
  jump: string;
  count: string;
  phases: string;
  keys: string;
  net: string;
  points: string;
  point: string;
  point_column: string;
  point_number: string;
  one_point: string;
  learns_from: string;
  batch: string;
  bad_point: string;
  earlier: string;
  later: string;
  in_view: string;
  this_step: string;
  one_weight: string;
  shows: string;
  formula: string;
  summary: string;
  open_row: string;
  open_all: string;
  lit_unit: string;
  is_off: string;
  over_batch: string;
  mean_loss: string;
  shorter: string;
  only_short: string;
  plus_others: string;
  many_terms: string;
  coupled: string;
  pick: string;
  layer: string;
  unit: string;
  source: string;
  output: string;
  layer_number: string;
  unit_number: string;
  chain_title: string;
  chain_why: string;
  chain: string;
  product: string;
  sample_short: string;
  sum_samples: string;
  show_samples: string;
  other_samples: string;
  paths: string;
  one_path: string;
  many_paths: string;
  in_brackets: string;
  no_paths: string;
  more_paths: string;
  rest_paths: string;
  follow: string;
  trail_why: string;
  trail_back: string;
  through_neuron: string;
  through_sample: string;
  sum_trail: string;
  rest_trail: Record<string, string>;
  sum_paths: string;
  sample_share: string;
  rule: string;
  change: string;
  old_weights: string;
  used_gradient: string;
  new_weights: string;
  prediction_before: string;
  prediction_after: string;
  loss_before: string;
  loss_after: string;
  loss_now: string;
  fell: string;
  rose: string;
  stayed: string;
  phase: PhaseWords;
  title: StepTitles;
  reason: StepReasons;
  kind: LayerKinds;
  array: ArrayNames;
}

export interface Packed {
  shape: [number, number];
  kind: "f4" | "f8";
  bytes: string;
}

export interface SamplesPayload {
  total: number;
  first: number;
  view: number;
  rows: number[];
  single: boolean;
}

export interface ActivationPayload {
  label: string;
  formula: string;
  slope_formula: string;
  jacobian: Packed | null;
}

export interface LayerArrays {
  z: Packed;
  slope: Packed;
  a: Packed;
  grad: Packed | null;
  delta: Packed | null;
  mask: Packed | null;
  weight: Packed | null;
  bias: Packed | null;
  weight_gradient: Packed | null;
  bias_gradient: Packed | null;
  normal: Packed | null;
  mean: Packed | null;
  variance: Packed | null;
  inverse: Packed | null;
}

export interface LayerPayload {
  kind: "dense" | "dropout" | "batchnorm" | "output";
  units: number;
  rate: number;
  on: boolean[];
  activation: ActivationPayload | null;
  arrays: LayerArrays;
}

export interface LossPayload {
  label: string;
  formula: string;
  term: string;
  term_slope: string;
  value: number | null;
  each: Packed;
  slope: Packed;
  fused: boolean;
  separable: boolean;
  over: number;
}

export interface AfterPayload {
  predictions: Packed;
  loss: number | null;
  each: Packed;
}

export interface TracePayload {
  id: string;
  network: string;
  update: number;
  inputs: string[];
  x: Packed;
  samples: SamplesPayload;
  targets: Packed;
  predictions: Packed;
  layers: LayerPayload[];
  loss: LossPayload;
  after: AfterPayload;
  optimizer: string;
}

export interface WeightPayload {
  layer: number;
  unit: number;
  source: number | null;
}

export interface ChainRow {
  sample: number;
  factors: (number | null)[];
  product: number | null;
}

export interface ChainPayload {
  symbols: string[];
  names: string[];
  rows: ChainRow[];
  total: number | null;
  count: number;
  rest: number | null;
}

export interface FactorPayload {
  tex: string;
  value: number | null;
}

export interface PathPayload {
  nodes: [number, number, number][];
  factors: FactorPayload[];
  legs: number[];
  product: number | null;
}

export interface PathsPayload {
  items: PathPayload[];
  mixed: boolean;
  count: number;
  rest: number | null;
  total: number | null;
}

export interface RulePayload {
  symbols: string;
  numbers: string;
}

export interface TablesPayload {
  old: Packed;
  used: Packed;
  new: Packed;
}

export interface ParameterPayload {
  weight: WeightPayload;
  tex: string;
  sample: number;
  chain: ChainPayload;
  paths: PathsPayload;
  rule: RulePayload[];
  old: number | null;
  new: number | null;
  tables: TablesPayload;
}

export interface EdgePayload {
  target: [number, number, number] | null;
  factors: FactorPayload[];
  product: number | null;
}

export interface TrailPayload {
  nodes: [number, number, number][];
  edges: EdgePayload[];
  count: number;
  rest: number | null;
  total: number | null;
}

export interface PointsPayload {
  count: number;
  places: Packed;
  domain: [[number, number], [number, number]];
  classes: number;
  test: string;
}

export interface BackpropPayload {
  words: BackpropWords;
  trace: TracePayload;
  chosen: ParameterPayload;
  trail: TrailPayload;
  points: PointsPayload;
  batch: number;
}

export interface LearnFromRow {
  kind: "row";
  row: number;
}

export interface LearnFromBatch {
  kind: "batch";
}

export interface OpenWindow {
  kind: "window";
  sample: number;
}

export interface ChooseWeight {
  kind: "weight";
  layer: number;
  unit: number;
  source: number | null;
  sample: number;
}

export interface FollowPaths {
  kind: "trail";
  trail: [number, number][];
}

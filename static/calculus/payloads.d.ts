/** What the server and the drawings of this folder say to each other: made by `make payloads`, not by hand. */

export interface NodePayload {
  name: string;
  formula: string;
  layer: number;
  row: number;
  program: (number | string)[] | null;
}

export interface EdgePayload {
  source: number;
  target: number;
  sign: string;
  formula: string;
  program: (number | string)[];
  bends: [number, number][];
}

export interface InputPayload {
  name: string;
  label: string;
  least: number;
  most: number;
  value: number;
}

export interface ChainPayload {
  name: string;
  paths: number[][];
  names: string[];
}

export interface GraphCheck {
  values: Record<string, number>;
  gradients: (number | "∞" | "−∞" | null)[];
  agrees: boolean;
  said: string;
}

export interface GraphWords {
  graph: string;
  back: string;
  next: string;
  end: string;
  play: string;
  pause: string;
  keys: string;
  start: string;
  begin: string;
  forward: string;
  backward: string;
  seed: string;
  gives: string;
  meet: string;
  nowhere: string;
  node: string;
  formula: string;
  value: string;
  gradient: string;
  table: string;
  waiting: string;
}

export interface GraphPayload {
  id: string;
  lang: string;
  nodes: NodePayload[];
  edges: EdgePayload[];
  inputs: InputPayload[];
  chains: ChainPayload[];
  check: GraphCheck;
  words: GraphWords;
}

export interface SlidersLetGo {
  values: Record<string, number>;
}

export interface PartialPrograms {
  f: (number | string)[];
  x: (number | string)[];
  y: (number | string)[];
}

export interface PartialFormulas {
  x: string;
  y: string;
}

export interface PartialCheck {
  place: [number, number];
  autograd: (number | "∞" | "−∞" | null)[];
  agree: boolean;
  said: string;
}

export interface PartialWords {
  map: string;
  relief: string;
  turn: string;
  holdY: string;
  holdX: string;
  slice: string;
  tangent: string;
  field: string;
  zoom: string;
  nearer: string;
  farther: string;
  facts: string;
  uphill: string;
  waiting: string;
  downhill: string;
  rate: string;
  step: string;
  play: string;
  stop: string;
  back: string;
  ready: string;
  down: string;
  overshot: string;
  up: string;
  level: string;
  stuck: string;
  flat: string;
  diverged: string;
  endless: string;
  tooLarge: string;
  nowhere: string;
  slopeless: string;
  outside: string;
}

export interface PartialPayload {
  id: string;
  lang: string;
  programs: PartialPrograms;
  formulas: PartialFormulas;
  place: [number, number];
  check: PartialCheck;
  words: PartialWords;
}

export interface PlaceLetGo {
  place: [number, number] | null;
  overshot: boolean;
}

export interface SlopeCheck {
  x: number;
  autograd: number | "∞" | "−∞" | null;
  difference: number | "∞" | "−∞" | null;
  kind: "agree" | "kink" | "jump" | "undefined" | "overflow" | "vertical" | "formula" | "convention" | "coarse";
  said: string;
}

export interface SlopeWords {
  plot: string;
  place: string;
  h: string;
  shrink: string;
  stop: string;
  left: string;
  zoom: string;
  nearer: string;
  farther: string;
  secant: string;
  tangent: string;
  said: string;
  nowhere: string;
  tooLarge: string;
  ways: string;
  rule: string;
  difference: string;
  waiting: string;
}

export interface SlopePayload {
  id: string;
  lang: string;
  f: (number | string)[];
  slope: (number | string)[];
  name: string;
  formula: string;
  x: number;
  check: SlopeCheck;
  words: SlopeWords;
}

export interface PointLetGo {
  x: number;
}

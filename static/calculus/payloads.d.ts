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

/** What the server and the drawings of this folder say to each other: made by `make payloads`, not by hand. */

export interface HistogramPayload {
  counts: number[];
  exponent: number;
  mean: number;
  deviation: number;
  low: number;
  high: number;
  size: number;
}

export interface LayerPayload {
  parts: Record<string, HistogramPayload | null>;
  saturated: number | null;
  dead: number | null;
}

export interface InitializerPayload {
  name: string;
  label: string;
  own: boolean;
  shown: boolean;
  layers: LayerPayload[];
}

export interface FirstWeightsPayload {
  layers: string[];
  initializers: InitializerPayload[];
  points: number;
  norm: boolean;
  locale: string;
  words: Record<string, string>;
}

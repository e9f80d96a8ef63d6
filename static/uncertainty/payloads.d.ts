/** What the server and the drawings of this folder say to each other: made by `make payloads`, not by hand. */

export interface OutputPayload {
  name: string;
  mean: number;
  spread: number;
  answers: number[];
}

export interface UncertaintyWords {
  mean: string;
  spread: string;
  entropy: string;
  bits: string;
  band: string;
  bandkey: string;
  value: string;
  counts: string;
  answer: string;
  hint: string;
  of: Record<string, string>;
}

export interface UncertaintyPayload {
  id: string;
  task: "binary" | "multiclass" | "regression";
  x: [number, number];
  y: [number, number] | null;
  home: [number, number][];
  values: [number, number];
  most: number;
  bits: number;
  names: string[];
  cells: number;
  mean: string;
  spread: string;
  entropy: string;
  single: string;
  points: [number, number, number][];
  at: number[];
  outputs: OutputPayload[];
  words: UncertaintyWords;
}

export interface PlaceChosen {
  place: number[];
}

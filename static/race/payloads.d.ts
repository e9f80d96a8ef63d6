/** What the server and the drawings of this folder say to each other: made by `make payloads`, not by hand. */

export interface Most {
  lr: [number, number];
  momentum: number;
}

export interface RacerPayload {
  name: string;
  label: string;
  lr: number;
  momentum: number | null;
  places: [number, number][];
  values: (number | null)[];
  arrived: number | null;
  diverged: number | null;
}

export interface RaceWords {
  ended: string;
  map: string;
  play: string;
  pause: string;
  back: string;
  step: string;
  restart: string;
  end: string;
  pace: string;
  slow: string;
  middle: string;
  fast: string;
  update: string;
  table: string;
  racer: string;
  rate: string;
  momentum: string;
  value: string;
  distance: string;
  result: string;
  minimum: string;
  start: string;
  depth: string;
  how: string;
  refused: string;
  flown: string;
  arrived: string;
  missed: string;
  under: string;
}

export interface RacePayload {
  surface: string;
  lang: string;
  domain: [[number, number], [number, number]];
  minima: [number, number][];
  start: [number, number];
  heights: number[];
  cells: number;
  lowest: number;
  highest: number;
  steps: number;
  most: Most;
  racers: RacerPayload[];
  words: RaceWords;
}

export interface StartChosen {
  kind: "start";
  place: [number, number];
}

export interface RateChosen {
  kind: "rate";
  racer: string;
  value: number;
}

export interface MomentumChosen {
  kind: "momentum";
  racer: string;
  value: number;
}

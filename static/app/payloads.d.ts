/** What the server and the drawings of this folder say to each other: made by `make payloads`, not by hand. */

export interface FilmWords {
  picture: string;
  said: string;
  again: string;
}

export interface FilmPayload {
  cells: number;
  epochs: number[];
  accuracies: number[];
  points: [number, number, number][];
  frames: string;
  words: FilmWords;
}

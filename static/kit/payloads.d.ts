/** What the server and the drawings of this folder say to each other: made by `make payloads`, not by hand. */

export interface UploaderWords {
  choose: string;
  drop: string;
  reading: string;
  checking: string;
  ready: string;
  refused: string;
  remove: string;
}

export interface UploaderPayload {
  accept: string;
  most: number;
  accepted: string;
  promise: string;
  file: string;
  refused: boolean;
  words: UploaderWords;
}

export interface GivenFile {
  kind: "file";
  name: string;
  content: string;
}

export interface LargeFile {
  kind: "large";
  name: string;
  size: number;
}

export interface UnreadableFile {
  kind: "unreadable";
  name: string;
}

export interface SeveralFiles {
  kind: "several";
  count: number;
}

export interface Removed {
  kind: "remove";
}

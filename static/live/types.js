// @ts-check
/**
 * The shapes of what travels and of what the parts of the stage share; nothing here runs.
 * The meaning of each field is in docs/stage.md.
 *
 * @typedef {{data: Uint8Array | Int32Array | Float32Array, shape: number[]}} Table
 * @typedef {{kind: "input" | "dense" | "output", layer: number, name: string, units: number, shown: number[],
 *   labels: string[], activation: string, formula: string, badges: string[]}} Column
 * @typedef {{layer: number, column: number, rows: number, cols: number, offset: number}} Block
 * @typedef {{task: "binary" | "multiclass" | "regression", inputs: number, classes: string[], axes: string[],
 *   domain: [number, number][], value_range: [number, number], columns: Column[], blocks: Block[],
 *   drawing: {classes: number, points: number} | null, speeds: number[], speed: number, present: boolean, locale: string,
 *   text: Record<string, string>, updates_per_second: import("../kit/plural.js").Forms}} Scene
 * @typedef {"idle" | "running" | "paused" | "finished" | "diverged"} State
 * @typedef {{layer: number, gradient: number | null, dead: number | null, saturated: number | null}} Health
 * @typedef {{kind: string, level: "info" | "warning" | "good", title: string, text: string}} Hint
 * @typedef {{reply: number, run: string | number, state: State, work: number, frames: number, autoplay: boolean, scene_id: string | number,
 *   scene?: Scene | null, history: "replace" | "append", confusion: number[][] | null, health: Health[],
 *   off: [number, number][], hints: Hint[], note: string | null, can_recover: boolean, incoming: [number, number] | null}} Header
 * @typedef {{header: Header, tables: Record<string, Table>}} Packet
 * @typedef {{data: Uint8Array | Float32Array, outputs: number, height: number, width: number}} Grid
 * @typedef {{step: number, epoch: number, metrics: Float32Array, rate: number | null,
 *   boundary: Grid | null, maps: Grid | null, mapScale: Float32Array | null, weights: Float32Array | null, focus: Grid | null, focusScale: number,
 *   batch: Int32Array | null, incoming: Float32Array | null, incomingOf: [number, number] | null, state: State | null}} Frame
 * @typedef {{points: Float32Array, targets: Float32Array, test: Uint8Array}} Points
 * @typedef {{focus: [number, number] | null, batch: boolean, first: number[], incoming: [number, number] | null}} View
 * @typedef {{showTest: boolean, hard: boolean, showBatch: boolean, log: boolean}} Options
 * @typedef {{seq: number, kind: string, value: any}} Action
 */
export {};

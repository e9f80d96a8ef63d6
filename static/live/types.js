/**
 * The shapes of what travels and of what the parts of the stage share; nothing here runs.
 * The meaning of each field is in docs/stage.md.
 *
 * @typedef {{data: Uint8Array, shape: number[]}} Bytes
 * @typedef {{data: Int32Array, shape: number[]}} Ints
 * @typedef {{data: Float32Array, shape: number[]}} Floats
 * @typedef {Bytes | Floats} Levels  bytes; what is drawn as a curve is neither rounded nor cut off
 * @typedef {Partial<{steps: Ints, epochs: Ints, metrics: Floats, rates: Floats, boundary: Levels, maps: Levels,
 *   map_scale: Floats, weights: Floats, focus: Levels, focus_scale: Floats, incoming: Floats, batch: Ints,
 *   history_epochs: Ints, history_values: Floats, points: Floats, targets: Floats, test: Bytes,
 *   look_counts: Ints, look_exponents: Ints, look_stats: Floats, look_shares: Floats, past_steps: Ints,
 *   past_epochs: Floats, past_counts: Ints, past_exponents: Ints, past_stats: Floats, past_shares: Floats}>} Tables
 *
 * @typedef {{name: string, units: number, shown: number[], labels: string[], activation: string, formula: string,
 *   badges: string[]}} ColumnLook
 * @typedef {ColumnLook & {kind: "input", layer: null}} InputColumn
 * @typedef {ColumnLook & {kind: "dense" | "output", layer: number}} LayerColumn
 * @typedef {InputColumn | LayerColumn} Column
 * @typedef {{layer: number, column: number, rows: number, cols: number, offset: number}} Block
 * @typedef {{task: "binary" | "multiclass" | "regression", inputs: number, classes: string[], axes: string[],
 *   domain: [number, number][], value_range: [number, number], columns: Column[], blocks: Block[],
 *   drawing: {classes: number, points: number} | null, speeds: number[], speed: number, present: boolean,
 *   locale: string, text: Record<string, string>, updates_per_second: import("../kit/plural.js").Forms}} Scene
 *
 * @typedef {"idle" | "running" | "paused" | "finished" | "diverged"} State
 * @typedef {{layer: number, gradient: number | null, dead: number | null, saturated: number | null}} Health
 * @typedef {{kind: string, level: "info" | "warning" | "good", title: string, text: string}} Hint
 * @typedef {{step: number, epoch: number, points: number, batch: number,
 *   layers: {kind: string, name: string}[]}} Look  the layers' distributions at one step
 * @typedef {{quantity: string, points: number, complete: boolean}} Past  one quantity over time
 * @typedef {{reply: number, run: string | number, state: State, work: number, frames: number, autoplay: boolean,
 *   scene_id: string | number, scene?: Scene | null, history: "replace" | "append", confusion: number[][] | null,
 *   health: Health[], off: [number, number][], hints: Hint[], note: string | null, can_recover: boolean,
 *   incoming: [number, number] | null, look?: Look | null, past?: Past | null}} Header
 * @typedef {{header: Header, tables: Tables}} Packet
 *
 * @typedef {{data: Uint8Array | Float32Array, outputs: number, height: number, width: number}} Grid
 * @typedef {{step: number, epoch: number, metrics: Float32Array, rate: number | null, boundary: Grid | null,
 *   maps: Grid | null, mapScale: Float32Array | null, weights: Float32Array | null, focus: Grid | null,
 *   focusScale: number, batch: Int32Array | null, incoming: Float32Array | null,
 *   incomingOf: [number, number] | null, packet: Packet | null}} Frame  packet: the one that it ends
 *
 * @typedef {{points: Float32Array, targets: Float32Array, test: Uint8Array}} Points
 * @typedef {[label: number, x1: number, x2: number]} DrawnPoint
 * @typedef {{focus: [number, number] | null, batch: boolean, first: number[],
 *   incoming: [number, number] | null}} View
 * @typedef {{showTest: boolean, hard: boolean, showBatch: boolean, log: boolean}} Options
 *
 * @typedef {"hello" | "frames" | "play" | "pause" | "step" | "epoch" | "back" | "reset" | "reseed" | "recover" |
 *   "edit" | "switch" | "points" | "speed" | "view"} Kind  of a request
 * @typedef {number | null | DrawnPoint[] | (number | boolean | null)[]} Value
 * @typedef {{seq: number, kind: Kind, value: Value}} Action
 */
export {};

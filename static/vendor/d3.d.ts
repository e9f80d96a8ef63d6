// Made by `make vendor` from tools/vendor/d3.ts; its licence is in LICENSE-d3.txt.
/**
 * What nnviz takes from d3's modules: scales, ticks, curves, contours and formats of numbers. `make vendor` bundles it.
 * This text is also the bundle's declaration of types, so it exports by name and does nothing else.
 */
export { bin, bisector, extent, max, min, range, tickIncrement, tickStep, ticks } from "d3-array";
export type { ContourMultiPolygon } from "d3-contour";
export { contours } from "d3-contour";
export { format, formatSpecifier, precisionFixed, precisionRound } from "d3-format";
export type { ScaleContinuousNumeric, ScaleLinear, ScaleLogarithmic, ScaleSymLog } from "d3-scale";
export { scaleLinear, scaleLog, scaleSymlog } from "d3-scale";
export type { Area, CurveFactory, Line } from "d3-shape";
export { area, curveMonotoneX, curveStep, curveStepAfter, curveStepBefore, line } from "d3-shape";

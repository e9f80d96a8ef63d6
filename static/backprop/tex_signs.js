/** The commands of LaTeX that stand for a sign, a word or a gap. */

/** @type {Record<string, string>} */
export const SIGNS = {
  alpha: "α",
  beta: "β",
  gamma: "γ",
  delta: "δ",
  eta: "η",
  mu: "μ",
  lambda: "λ",
  sigma: "σ",
  varepsilon: "ε",
  epsilon: "ε",
  Phi: "Φ",
  varphi: "φ",
  Delta: "Δ",
  partial: "∂",
  theta: "θ",
  rho: "ρ",
};
/** @type {Record<string, string>} */
export const OPERATORS = {
  cdot: "·",
  leftarrow: "←",
  rightarrow: "→",
  to: "→",
  ge: "≥",
  le: "≤",
  odot: "⊙",
  sum: "∑",
  times: "×",
  approx: "≈",
  neq: "≠",
  top: "⊤",
  infty: "∞",
  ldots: "…",
  cdots: "⋯",
  prime: "′",
  lVert: "‖",
  rVert: "‖",
  "|": "‖",
  operatorname: "",
};
/** @type {Record<string, string>} */
export const GAPS = {
  ",": "0.17em",
  ":": "0.22em",
  ";": "0.28em",
  quad: "1em",
  qquad: "2em",
  " ": "0.25em",
  "!": "0em",
};
export const UPRIGHT = new Set(["ln", "exp", "sin", "cos", "arctan", "sinh", "cosh", "tanh", "max", "min"]);

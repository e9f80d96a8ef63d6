/** Numbers in rows and columns, and how they come from the server. */

/** @typedef {import("./payloads.js").Packed} Packed */

export class Table {
  /** @param {ArrayLike<number>} data row by row @param {number} rows @param {number} columns */
  constructor(data, rows, columns) {
    this.data = data;
    this.rows = rows;
    this.columns = columns;
  }

  /** @param {number} row @param {number} column */
  at(row, column) {
    return this.data[row * this.columns + column];
  }

  /** @param {number} column */
  column(column) {
    return Table.from(this.rows, 1, (row) => this.at(row, column));
  }

  /** @param {number} row */
  row(row) {
    return Table.from(1, this.columns, (_, column) => this.at(row, column));
  }

  get transposed() {
    return Table.from(this.columns, this.rows, (row, column) => this.at(column, row));
  }

  /** @param {(value: number, row: number, column: number) => number} change @returns {Table} of the same shape */
  map(change) {
    return Table.from(this.rows, this.columns, (row, column) => change(this.at(row, column), row, column));
  }

  /** @param {Table} other @returns {Table} the matrix product */
  times(other) {
    return Table.from(this.rows, other.columns, (row, column) => {
      let total = 0;
      for (let i = 0; i < this.columns; i++) total += this.at(row, i) * other.at(i, column);
      return total;
    });
  }

  /** @param {number} rows @param {number} columns @param {(row: number, column: number) => number} at */
  static from(rows, columns, at) {
    const data = Float64Array.from({ length: rows * columns }, (_, i) => at(Math.floor(i / columns), i % columns));
    return new Table(data, rows, columns);
  }
}

/** @param {Packed} packed @returns {Table} */
export function unpack(packed) {
  const bytes = Uint8Array.from(atob(packed.bytes), (sign) => sign.charCodeAt(0));
  const data = packed.kind === "f4" ? new Float32Array(bytes.buffer) : new Float64Array(bytes.buffer);
  return new Table(data, ...packed.shape);
}

/** @param {Packed | null} packed @returns {Table | null} */
export function unpackIfThere(packed) {
  return packed && unpack(packed);
}

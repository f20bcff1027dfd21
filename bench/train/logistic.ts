/** Logistic regression by Newton's method with a little ridge: the same result on every machine. */

export interface Point {
  readonly features: readonly number[];
  readonly right: boolean;
}

const rounds = 25;
const ridge = 1;

export function fitLogistic(points: readonly Point[]): Float32Array {
  const size = points[0]?.features.length ?? 0;
  let weights = Array.from({ length: size }, (): number => 0);
  for (let round = 0; round < rounds; round += 1) {
    const step = solve(...system(points, weights));
    weights = weights.map((weight, at) => weight + (step[at] ?? 0));
  }
  return Float32Array.from(weights);
}

/** The Hessian and the gradient of the log-likelihood. */
function system(points: readonly Point[], weights: readonly number[]): [number[][], number[]] {
  const hessian = weights.map((_, row) => weights.map((__, column) => Number(row === column) * ridge));
  const gradient = weights.map((weight) => -ridge * weight);
  for (const { features, right } of points) {
    const chance = 1 / (1 + Math.exp(-dot(features, weights)));
    const slope = Number(right) - chance;
    const curve = Math.max(1e-6, chance * (1 - chance));
    for (const [row, value] of features.entries()) {
      gradient[row] = (gradient[row] ?? 0) + slope * value;
      const line = hessian[row] ?? [];
      for (const [column, other] of features.entries()) line[column] = (line[column] ?? 0) + curve * value * other;
    }
  }
  return [hessian, gradient];
}

function dot(left: readonly number[], right: readonly number[]): number {
  return left.reduce((sum, value, at) => sum + value * (right[at] ?? 0), 0);
}

/** Gaussian elimination; the ridge keeps the matrix regular. */
function solve(matrix: number[][], target: number[]): number[] {
  const rows = matrix.map((row, at) => [...row, target[at] ?? 0]);
  for (let pivot = 0; pivot < rows.length; pivot += 1) {
    const lead = rows[pivot] ?? [];
    for (const [at, row] of rows.entries()) {
      if (at === pivot) continue;
      const factor = (row[pivot] ?? 0) / (lead[pivot] ?? 1);
      for (let column = pivot; column < row.length; column += 1)
        row[column] = (row[column] ?? 0) - factor * (lead[column] ?? 0);
    }
  }
  return rows.map((row, at) => (row[rows.length] ?? 0) / (row[at] ?? 1));
}

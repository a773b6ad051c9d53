import { expr, path } from '../model/expression.ts';
import type { Expression } from '../model/expression.ts';
import type { Strategy } from '../model/types.ts';

/** One job for each image of a JSON list; one that fails does not stop the others. */
export function eachImage(images: Expression): Strategy {
  return { failFast: false, matrix: { image: expr`fromJSON(${images})` } };
}

/** The image of the matrix, by the names of `sourceInputs`. */
export const matrixImage = {
  name: path('matrix', 'image', 'name'),
  folder: path('matrix', 'image', 'folder'),
  dockerfile: path('matrix', 'image', 'dockerfile'),
  repository: path('matrix', 'image', 'repository'),
  platform: path('matrix', 'image', 'platform'),
} as const;

/** One job for each part of a plan that fits into a matrix: GitHub makes at most 256 jobs of one. */
export function eachShard(shards: Expression): Strategy {
  return { failFast: false, matrix: { shard: expr`fromJSON(${shards})` } };
}

/** The images of the part, as JSON. */
export const shardImages = expr`toJSON(${path('matrix', 'shard', 'images')})`;

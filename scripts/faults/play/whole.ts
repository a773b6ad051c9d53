import type { Ending } from './types.ts';

/** The image that a run came to; throws with its whole log when the run failed. */
export function readImage(title: string, { exitCode, outputs, lines }: Ending): string {
  const { image } = outputs;
  if (exitCode === 0 && image !== undefined) return image;
  throw new Error(`${title} ended with ${exitCode ?? 'a signal'}:\n${lines.join('\n')}`);
}

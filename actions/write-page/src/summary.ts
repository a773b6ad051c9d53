import { renderCode } from '../../../lib/base/markdown.ts';
import type { Outputs } from './inputs.ts';

/** The page, and its digest below it. */
export function renderSummary({ summary, pageDigest }: Outputs): string {
  return `${summary}\nThis page: ${renderCode(pageDigest)}\n`;
}

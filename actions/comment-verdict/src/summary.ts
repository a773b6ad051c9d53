import { escapeMarkdown } from '../../../lib/base/markdown.ts';
import type { Outputs } from './inputs.ts';

/** The Markdown that the run's page shows. */
export function renderSummary({ commentUrl, status, images }: Outputs): string {
  return `### Comment ${status}\n\n[The comment](${encodeURI(commentUrl)}) is about ${escapeMarkdown(images)} images.\n`;
}

import { RefusalError } from '../hub/index.ts';
import type { EngineAnnotation } from './engine.ts';
import { linkHeader, readPage, takePage } from './respond.ts';
import type { Route, RouteCall } from './types.ts';

/** Each job is a check run of the same id (GitHub docs, "About status checks"). */
export const annotationRoutes: readonly Route[] = [
  { path: /^\/check-runs\/(?<id>\d+)\/annotations$/, permission: 'checks', answer: answerAnnotations },
];

function answerAnnotations(call: RouteCall): Response {
  const { groups, repository, engine, url, respond } = call;
  const id = Number(groups['id']);
  const job = engine
    ?.runs(repository.fullName)
    .flatMap((run) => run.jobs)
    .find((each) => each.id === id);
  const isCheck = repository.checkRuns.some((each) => each.id === id);
  if (job === undefined && !isCheck) throw new RefusalError(404, 'Not Found');
  const all = job?.annotations ?? [];
  const page = readPage(url);
  return respond.json(takePage(all, page).map(renderAnnotation), linkHeader(url, page, all.length));
}

const levels = { notice: 'notice', warning: 'warning', error: 'failure' } as const;

// One without a place is shown at the workflow's folder.
function renderAnnotation({ level, message, title, file, startLine, endLine }: EngineAnnotation) {
  return {
    path: file ?? '.github',
    start_line: startLine ?? 1,
    end_line: endLine ?? startLine ?? 1,
    start_column: null,
    end_column: null,
    annotation_level: levels[level],
    title: title ?? '',
    message,
    raw_details: '',
    blob_href: '',
  };
}

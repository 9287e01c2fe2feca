import * as v from 'valibot';
import { shownName } from '../lib/shownName';
import { Problem } from './schema';

/** How a call failed, by what the reader can do about it. */
export type Failure =
  | 'unreachable' // no answer at all
  | 'signed-out' // 401
  | 'no-permission' // 403
  | 'not-found' // 404
  | 'too-often' // 429
  | 'refused' // any other 4xx: the question was wrong
  | 'broken' // 5xx
  | 'unreadable'; // an answer that is not what the contract says

/** Its message is for people: it may repeat a name from elsewhere, so it is written as names are. */
export class ApiError extends Error {
  constructor(
    readonly failure: Failure,
    message: string,
    /** When the same may be asked again, epoch ms; null where the server does not tell. */
    readonly retryAt: number | null = null,
    /** The field that it is about, where it is about one. */
    readonly field: string | null = null,
  ) {
    super(shownName(message));
    this.name = 'ApiError';
  }
}

export type Query = Record<string, string | number | undefined>;

/** An address under /api: segments are encoded, undefined parameters are left out. */
export function apiPath(segments: string[], query: Query = {}): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) parameters.set(name, String(value));
  }
  const path = ['/api', ...segments.map(encodeURIComponent)].join('/');
  return parameters.size > 0 ? `${path}?${parameters.toString()}` : path;
}

interface Call {
  signal?: AbortSignal;
  method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  body?: unknown;
  /** Sent in place of the session, for one call. */
  bearer?: string;
}

/** What a call that changes something must repeat, so that no other site can make it. */
const csrfToken = () => /(?:^|; )nodepulse_csrf=([^;]+)/.exec(document.cookie)?.[1];

function headersOf({ method = 'GET', body, bearer }: Call): Record<string, string> {
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  const csrf = method === 'GET' ? undefined : csrfToken();
  if (bearer !== undefined) headers.Authorization = `Bearer ${bearer}`;
  else if (csrf !== undefined) headers['X-CSRF-Token'] = csrf;
  return headers;
}

/** Calls the API and returns its answer in the shape of `schema`; throws only ApiError or an abort. */
export async function call<S extends v.GenericSchema>(
  path: string,
  schema: S,
  how: Call = {},
): Promise<v.InferOutput<S>> {
  const { signal, method = 'GET', body } = how;
  const response = await fetch(path, {
    method,
    signal: signal ?? null,
    headers: headersOf(how),
    body: body === undefined ? null : JSON.stringify(body),
  }).catch((error: unknown) => {
    if (signal?.aborted) throw error;
    throw new ApiError('unreachable', 'NodePulse does not answer.');
  });
  if (!response.ok) throw await failureOf(response);
  return parse(schema, await response.json().catch(() => undefined), path);
}

function parse<S extends v.GenericSchema>(schema: S, answer: unknown, path: string) {
  const result = v.safeParse(schema, answer);
  if (result.success) return result.output;
  const [issue] = result.issues;
  const field = v.getDotPath(issue) ?? 'the whole answer';
  throw new ApiError(
    'unreadable',
    `The answer of ${path} is not as agreed: ${field}: ${issue.message}`,
  );
}

async function failureOf(response: Response): Promise<ApiError> {
  const problem = v.safeParse(Problem, await response.json().catch(() => undefined));
  const text = problem.success ? (problem.output.detail ?? problem.output.title) : undefined;
  return new ApiError(
    failureOfStatus(response.status),
    text ?? `The server answered ${response.status}.`,
    retryAtOf(response),
    problem.success ? (problem.output.field ?? null) : null,
  );
}

function retryAtOf(response: Response): number | null {
  const seconds = Number(response.headers.get('Retry-After') ?? NaN);
  return Number.isFinite(seconds) ? Date.now() + seconds * 1_000 : null;
}

function failureOfStatus(status: number): Failure {
  if (status === 401) return 'signed-out';
  if (status === 403) return 'no-permission';
  if (status === 404) return 'not-found';
  if (status === 429) return 'too-often';
  // A gateway in front of a stopped NodePulse says 502 to 504.
  if (status >= 502 && status <= 504) return 'unreachable';
  return status < 500 ? 'refused' : 'broken';
}

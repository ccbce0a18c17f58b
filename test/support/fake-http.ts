import type { Http, HttpRequest, HttpResponse } from '../../src/core/ports.ts';

type Reply = Partial<HttpResponse> | Error;

/** Answers with what a test has laid out, one reply a request. */
export class FakeHttp implements Http {
  readonly sent: HttpRequest[] = [];
  private readonly replies: Reply[];

  constructor(...replies: Reply[]) {
    this.replies = replies;
  }

  send(request: HttpRequest): Promise<HttpResponse> {
    this.sent.push(request);
    const reply = this.replies.shift() ?? new Error(`unexpected request: ${request.method} ${request.url}`);
    if (reply instanceof Error) return Promise.reject(reply);
    return Promise.resolve({ status: 200, headers: {}, body: '', ...reply });
  }
}

import { expect, test } from 'vitest';
import { createSdkHandler } from '../../../../src/adapters/aws/sdk-handler.ts';
import { FakeHttp } from '../../../support/fake-http.ts';

const request = {
  method: 'POST',
  protocol: 'https:',
  hostname: 'sts.eu-central-1.amazonaws.com',
  path: '/',
  headers: {
    'content-type': 'application/x-www-form-urlencoded',
    host: 'x',
    'content-length': '3',
    expect: 'y',
  },
  body: 'a=b',
};

test('a request of the SDK goes out as one of ours, without the headers that the network sets itself', async () => {
  const http = new FakeHttp({ status: 403, headers: { 'x-amzn-requestid': '1' }, body: '<Error/>' });

  const { response } = await createSdkHandler(http).handle(request);

  expect(http.sent).toEqual([
    {
      method: 'POST',
      url: 'https://sts.eu-central-1.amazonaws.com/',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'a=b',
      timeoutMs: 15_000,
    },
  ]);
  expect(response.statusCode).toBe(403);
  expect(response.headers).toEqual({ 'x-amzn-requestid': '1' });
  expect(new TextDecoder().decode(response.body)).toBe('<Error/>');
});

test('port and query are kept, and bytes are a body too', async () => {
  const http = new FakeHttp({});
  await createSdkHandler(http).handle({
    ...request,
    port: 4566,
    query: { a: '1 2', b: ['x', 'y'], c: null },
    body: new TextEncoder().encode('é'),
  });
  expect(http.sent[0]).toMatchObject({
    url: 'https://sts.eu-central-1.amazonaws.com:4566/?a=1+2&b=x&b=y&c=',
    body: 'é',
  });
});

test('a body that is neither text nor bytes is a bug', async () => {
  const sending = createSdkHandler(new FakeHttp({})).handle({ ...request, body: new Blob([]) });
  await expect(sending).rejects.toMatchObject({ code: 'internal' });
});

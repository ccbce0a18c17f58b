import { expect, test } from 'vitest';
import { isSafeUrl } from '../../../src/core/safe-url.ts';

test.for([
  'https://gitlab.example.com',
  'https://gitlab.example.com:8443/gitlab?x=1',
  'http://127.0.0.1:4566/',
  'http://localhost',
  'http://[::1]:80/x',
  'HTTP://LOCALHOST/',
])('%s is safe', (url) => {
  expect(isSafeUrl(url)).toBe(true);
});

test.for([
  '',
  'gitlab.example.com',
  'http://gitlab.example.com',
  'http://localhost.evil.example',
  'http://127.0.0.1.evil.example',
  'http://127.0.0.2/',
  'https://me@gitlab.example.com',
  'https://:secret@gitlab.example.com',
  'http://localhost@evil.example',
  'https://gitlab.example.com#x',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'ftp://localhost/',
  'smb://localhost/',
  'https://',
])('%j is not', (url) => {
  expect(isSafeUrl(url)).toBe(false);
});

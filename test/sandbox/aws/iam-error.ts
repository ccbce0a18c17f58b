/** IAM refuses a provider or role; `code` is IAM's own word for it. */
export class IamError extends Error {
  readonly code: 'MalformedPolicyDocument' | 'LimitExceeded' | 'InvalidInput' | 'EntityAlreadyExists';

  constructor(code: IamError['code'], message: string) {
    super(message);
    this.name = 'IamError';
    this.code = code;
  }
}

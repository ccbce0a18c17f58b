import type { Reply } from './exchange.ts';
import { element, NAMESPACE, xmlReply } from './sts-xml.ts';

/** HTTP statuses of the error codes STS uses; a code that is not here is a 400. */
const STATUS: Readonly<Record<string, number>> = {
  AccessDenied: 403,
  ExpiredToken: 403,
  IDPRejectedClaim: 403,
  InvalidClientTokenId: 403,
  MissingAuthenticationToken: 403,
  RegionDisabledException: 403,
  SignatureDoesNotMatch: 403,
  InternalFailure: 500,
  ServiceUnavailable: 503,
};

/** Messages for failures that a test orders by code alone. */
const MESSAGE: Readonly<Record<string, string>> = {
  AccessDenied: 'Not authorized to perform sts:AssumeRoleWithWebIdentity',
  ExpiredTokenException: 'Token expired',
  IDPCommunicationError: 'The identity provider could not be reached',
  IDPRejectedClaim: 'The identity provider rejected the claim',
  InternalFailure: 'The request processing has failed because of an unknown error, exception or failure.',
  InvalidIdentityToken: 'The web identity token that was passed could not be validated',
  MalformedPolicyDocument: 'The policy document was malformed',
  PackedPolicyTooLarge: 'Packed policy consumes 140% of allotted space, please use smaller policy.',
  RegionDisabledException: 'STS is not activated in this region for the account',
  ServiceUnavailable: 'The request has failed due to a temporary failure of the server.',
  Throttling: 'Rate exceeded',
};

/** A refusal in STS's own terms. */
export class StsError extends Error {
  readonly code: string;
  readonly status: number;

  constructor(code: string, message = MESSAGE[code] ?? code, status = STATUS[code] ?? 400) {
    super(message);
    this.name = 'StsError';
    this.code = code;
    this.status = status;
  }
}

/** The XML error document of the query protocol. */
export function errorReply(error: StsError, requestId: string): Reply {
  const body = element('ErrorResponse', { xmlns: NAMESPACE }, [
    element('Error', {}, [
      element('Type', {}, error.status >= 500 ? 'Receiver' : 'Sender'),
      element('Code', {}, error.code),
      element('Message', {}, error.message),
    ]),
    element('RequestId', {}, requestId),
  ]);
  return { ...xmlReply(error.status, body, requestId), errorCode: error.code };
}

import { formatNames, isFormatName, type FormatName } from '../adapters/sinks/formats.ts';
import { AppError } from '../core/errors.ts';

/** @throws AppError `usage` where there is no such format */
export function chooseFormat(wanted: string | undefined, json: boolean | undefined): FormatName {
  const format = wanted ?? (json ? 'json' : 'env');
  if (isFormatName(format)) return format;
  throw new AppError('usage', {
    fault: 'choice-unknown',
    option: 'format',
    name: format,
    known: formatNames,
  });
}

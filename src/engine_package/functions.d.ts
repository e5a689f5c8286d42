/** A text, or bytes as they came: what a mail brought should not be decoded before. */
export type Content = string | Uint8Array | ArrayBuffer;

/** A file, and what the caller calls it. */
export interface NamedFile {
  name: string;
  content: Content;
}

/** What an office knows, with the criteria set that it consolidates: a signed criteria-set file, or null for the built-in one. */
export interface OfficeWithSet extends Office {
  criteria_set?: Content | null;
}

/** Why a call was refused; the engine goes on working. */
export declare class EngineError extends Error implements Fault {
  code: string;
  place: string;
}

/**
 * Starts the engine; wait for it before anything else is called. `wasm` is the content of `engine-package_bg.wasm`, or a
 * `WebAssembly.Module` of it, for programs that load it themselves.
 */
export declare function init(wasm?: Uint8Array | ArrayBuffer | object): Promise<void>;

/** What answers earn, by the set of a signed criteria-set file or, for null, the built-in one. A submission is given as its text. */
export declare function score(criteriaSet: Content | null, answers: Answers | Content): Score;

/** What the office finds of a file. */
export declare function verify(file: NamedFile, office: OfficeWithSet): Verdict;
/** What the office finds of each file, in their order. */
export declare function verify(files: readonly NamedFile[], office: OfficeWithSet): Verdict[];

/** The district's score: the text of a `Consolidation`, canonical JSON and a newline, the same for the same files in any order. */
export declare function consolidate(files: readonly NamedFile[], office: OfficeWithSet): string;

/** The canonical JSON (RFC 8785) of a document. */
export declare function canonicalize(json: Content): string;

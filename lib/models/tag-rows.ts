// Tags as further documents of a model: one row a tag, beside the listeners' rows.
// bpr and word2vec stack them, lightfm and content take their damped values.

import type { SparseMatrix } from "./model";

/** Value <- weight * log2(1 + value): a tag given by a hundred people says more than one given by one, but not a hundred times. */
export function dampTags(tags: SparseMatrix, weight = 1): SparseMatrix {
  return { ...tags, values: tags.values.map((value) => weight * Math.log2(1 + value)) };
}

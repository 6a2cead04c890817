"""Fits one algorithm of a PyPI package for scripts/compare-python.mjs, which makes the data, the venv and the table.

Usage: compare_python.py ALGORITHM FOLDER. The folder holds job.json and the matrices of train and masked entries
(compressed sparse rows as raw little-endian arrays); top.u32 (a row of artists each listener) is written beside them,
and vectors.f32 where the package's vectors of artists stand for themselves. Prints a line of JSON: seconds, version.
"""

import json
import os
import sys
import time
from importlib.metadata import version

import numpy as np
import scipy.sparse as sparse

TOP = 10


def read_matrix(folder, name, rows, columns):
    offsets = np.fromfile(os.path.join(folder, f"{name}.offsets.u32"), dtype="<u4").astype(np.int32)
    indices = np.fromfile(os.path.join(folder, f"{name}.indices.u32"), dtype="<u4").astype(np.int32)
    values = np.fromfile(os.path.join(folder, f"{name}.values.f32"), dtype="<f4")
    return sparse.csr_matrix((values, indices, offsets), shape=(rows, columns))


def best_unmasked(scores, masked):
    """The TOP columns of each row of scores, best first, none that the row of masked holds."""
    rows = np.repeat(np.arange(masked.shape[0]), np.diff(masked.indptr))
    scores[rows, masked.indices] = -np.inf
    top = np.argpartition(-scores, TOP, axis=1)[:, :TOP]
    order = np.argsort(-np.take_along_axis(scores, top, axis=1), axis=1)
    return np.take_along_axis(top, order, axis=1)


def timed(fit):
    start = time.perf_counter()
    result = fit()
    return result, time.perf_counter() - start


def fit_implicit(model, train, masked, job):
    _, seconds = timed(lambda: model.fit(train, show_progress=False))
    if not job["recommend"]:
        return seconds, None, None
    # The rows only say what to leave out: the factors of the listeners are those of the fit.
    top, _ = model.recommend(np.arange(train.shape[0]), masked, N=TOP, filter_already_liked_items=True)
    return seconds, top, None


def fit_als(train, masked, job):
    from implicit.cpu.als import AlternatingLeastSquares

    model = AlternatingLeastSquares(
        factors=job["dimensions"],
        iterations=job["passes"],
        regularization=job["regularization"],
        alpha=job["alpha"],
        num_threads=job["threads"],
        random_state=job["seed"],
    )
    return fit_implicit(model, train, masked, job)


def fit_bpr(train, masked, job):
    from implicit.cpu.bpr import BayesianPersonalizedRanking

    model = BayesianPersonalizedRanking(
        # implicit keeps the bias of an artist as one more factor.
        factors=job["dimensions"] - 1,
        iterations=job["passes"],
        learning_rate=job["learningRate"],
        regularization=job["regularization"],
        num_threads=job["threads"],
        random_state=job["seed"],
    )
    return fit_implicit(model, train, masked, job)


class ShuffledDocuments:
    """The rows as sentences, in another order each pass: so a narrow window draws its contexts from the whole row."""

    def __init__(self, matrix, seed):
        words = np.array([str(column) for column in range(matrix.shape[1])], dtype=object)
        self.documents = np.split(words[matrix.indices], matrix.indptr[1:-1])
        self.rng = np.random.default_rng(seed)

    def __iter__(self):
        for document in self.documents:
            yield self.rng.permutation(document).tolist()


def fit_word2vec(train, masked, job):
    from gensim.models import Word2Vec

    documents = ShuffledDocuments(train, job["seed"])
    if not job["recommend"]:
        # Only the time counts: shuffled once, so that it is gensim's own and not that of shuffling in Python.
        documents = list(documents)
    model, seconds = timed(
        lambda: Word2Vec(
            documents,
            vector_size=job["dimensions"],
            epochs=job["passes"],
            sg=1,
            negative=job["negatives"],
            ns_exponent=job["exponent"],
            alpha=job["learningRate"],
            window=job["window"],
            sample=job["sample"],
            min_count=1,
            workers=job["threads"],
            seed=job["seed"],
        )
    )
    if not job["recommend"]:
        return seconds, None, None
    vectors = np.zeros((train.shape[1], job["dimensions"]), dtype=np.float32)
    vectors[[int(word) for word in model.wv.index_to_key]] = model.wv.vectors
    # As its predict_output_word: the mean of the artists' vectors against the output layer.
    outputs = np.zeros_like(vectors)
    outputs[[int(word) for word in model.wv.index_to_key]] = model.syn1neg
    ones = (train > 0).astype(np.float32)
    counts = np.maximum(np.diff(train.indptr), 1).astype(np.float32)
    scores = np.asarray(ones @ vectors) / counts[:, None] @ outputs.T
    scores[:, np.bincount(train.indices, minlength=train.shape[1]) == 0] = -np.inf
    return seconds, best_unmasked(scores, masked), vectors


def fit_lightfm(train, masked, job):
    from lightfm import LightFM

    model = LightFM(
        no_components=job["dimensions"],
        loss="warp",
        learning_rate=job["learningRate"],
        user_alpha=job["regularization"],
        item_alpha=job["regularization"],
        max_sampled=job["maxSampled"],
        random_state=job["seed"],
    )
    ones = sparse.coo_matrix((train > 0).astype(np.float32))
    _, seconds = timed(lambda: model.fit(ones, epochs=job["passes"], num_threads=job["threads"]))
    if not job["recommend"]:
        return seconds, None, None
    item_biases, items = model.get_item_representations()
    _, users = model.get_user_representations()
    return seconds, best_unmasked(users @ items.T + item_biases, masked), None


FITS = {"als": fit_als, "bpr": fit_bpr, "word2vec": fit_word2vec, "lightfm": fit_lightfm}
PACKAGES = {"als": "implicit", "bpr": "implicit", "word2vec": "gensim", "lightfm": "lightfm"}


def main():
    algorithm, folder = sys.argv[1:]
    with open(os.path.join(folder, "job.json"), encoding="utf8") as file:
        job = json.load(file)
    train = read_matrix(folder, "train", job["rows"], job["columns"])
    masked = read_matrix(folder, "masked", job["rows"], job["columns"]) if job["recommend"] else None
    seconds, top, vectors = FITS[algorithm](train, masked, job)
    if top is not None:
        np.ascontiguousarray(top, dtype="<u4").tofile(os.path.join(folder, "top.u32"))
    if vectors is not None:
        np.ascontiguousarray(vectors, dtype="<f4").tofile(os.path.join(folder, "vectors.f32"))
    package = PACKAGES[algorithm]
    print(json.dumps({"seconds": seconds, "version": f"{package} {version(package)}"}))


if __name__ == "__main__":
    main()

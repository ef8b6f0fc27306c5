"""Vectors of words and pairs of words from unlabelled text: what stands in like company lies near.

Few labels teach few words. A model that also sees the mean vector of an article learns of the words beside them; as
that is linear too, it is folded into the weights of the buckets and costs a delivered model nothing.
"""

from collections.abc import Iterable
from itertools import pairwise
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.utils.extmath import randomized_svd

from classifier.features import BUCKETS, opening, words
from classifier.text import read

SIZE = 200  # dimensions of a vector
REACH = 4  # words to either side that are company
KEPT = 6000  # most frequent words that count as company
SEEN = 20  # weight of company below which a bucket has no vector
_SMOOTHING = 0.75  # exponent over the frequency of company (O. Levy, Y. Goldberg, I. Dagan, 2015)
_END = 0  # stands between articles

Ints = NDArray[np.int64]


def vectors(articles: Iterable[tuple[str, str]]) -> NDArray[np.float32]:
    """Return one row of length 1, or of zeros, for each bucket: positive pointwise mutual information, then an SVD."""
    singles, doubles = _running(articles)
    company = np.argsort(-np.bincount(singles, minlength=BUCKETS), kind="stable")[: KEPT + 1]
    company = company[company != _END][:KEPT]
    column = np.full(BUCKETS, -1)
    column[company] = np.arange(len(company))
    beside = column[singles]
    steps = range(1, REACH + 1)
    counted = csr_matrix((BUCKETS, len(company)), dtype=np.float32)
    for step in steps:
        for rows, ahead in ((singles, step), (singles, -step), (doubles, step + 1), (doubles, -step)):
            counted = counted + _counted(rows, beside, ahead, len(company))
    left, strength, _right = randomized_svd(_informed(counted), SIZE, n_iter=2, random_state=0)
    found = left * np.sqrt(strength)
    length = np.linalg.norm(found, axis=1, keepdims=True)
    return np.asarray(found / np.maximum(length, 1e-6), dtype=np.float32)


def _running(articles: Iterable[tuple[str, str]]) -> tuple[Ints, Ints]:
    """Return the buckets of all words one after another, and at the same places those of the pairs that begin there."""
    singles: list[int] = []
    doubles: list[int] = []
    known: dict[str, int] = {}
    gap = [_END] * (REACH + 2)
    for title, text in articles:
        found = [*words(read(title).lower), *words(opening(read(text).lower))]
        singles += [known.setdefault(word, crc32(word.encode()) % BUCKETS) for word in found]
        doubles += [crc32(f"{one} {two}".encode()) % BUCKETS for one, two in pairwise(found)]
        singles += gap
        doubles += gap if not found else [_END, *gap]
    return np.array(singles, dtype=np.int64), np.array(doubles, dtype=np.int64)


def _counted(rows: Ints, beside: Ints, ahead: int, width: int) -> csr_matrix:
    """Count which company stands so many places ahead of each bucket; what is farther counts less."""
    here, there = (rows[:-ahead], beside[ahead:]) if ahead > 0 else (rows[-ahead:], beside[:ahead])
    kept = (there >= 0) & (here != _END)
    keys, times = np.unique(here[kept] * width + there[kept], return_counts=True)
    weights = times.astype(np.float32) / abs(ahead)
    return csr_matrix((weights, (keys // width, keys % width)), shape=(BUCKETS, width))


def _informed(counted: csr_matrix) -> csr_matrix:
    """Return the positive pointwise mutual information of buckets and company."""
    of_row = np.asarray(counted.sum(axis=1)).ravel()
    of_column = np.asarray(counted.sum(axis=0)).ravel() ** _SMOOTHING
    pairs = counted.tocoo()
    values = np.log(pairs.data * of_column.sum() / (of_row[pairs.row] * of_column[pairs.col]))
    kept = (values > 0) & (of_row[pairs.row] > SEEN)
    return csr_matrix((values[kept], (pairs.row[kept], pairs.col[kept])), shape=counted.shape)

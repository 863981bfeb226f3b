// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QList>

#include <optional>

namespace auth::ledger {

/// The Merkle tree of RFC 9162 §2.1.1, as what goes on growing it: the roots of the complete subtrees that its leaves
/// fall into, largest first. One for each bit of the size: a tree of a thousand million leaves is thirty hashes.
class Merkle {
public:
    static constexpr qsizetype kHashSize = 32;

    void append(const QByteArray &leafHash);
    qint64 size() const { return m_size; }
    QByteArray root() const;

    /// The subtree roots, for growing the tree later.
    QByteArray toBytes() const { return m_subtrees.join(); }
    /// Nothing where \a bytes are not as many hashes as a tree of \a size has. Compare root() with a signed one.
    static std::optional<Merkle> fromBytes(qint64 size, const QByteArray &bytes);

private:
    qint64 m_size = 0;
    QByteArrayList m_subtrees;
};

}

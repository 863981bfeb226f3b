// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger/Merkle.h"

#include "crypto/Hash.h"

#include <bit>

namespace auth::ledger {

namespace {

QByteArray nodeHash(const QByteArray &left, const QByteArray &right)
{
    return crypto::sha256(QByteArray(1, '\1') + left + right);
}

}

void Merkle::append(const QByteArray &leafHash)
{
    QByteArray hash = leafHash;
    // Each one-bit at the end of the size is a subtree that is as large as what was just made.
    for (qint64 size = m_size; (size & 1) != 0; size >>= 1)
        hash = nodeHash(m_subtrees.takeLast(), hash);
    m_subtrees.append(hash);
    ++m_size;
}

QByteArray Merkle::root() const
{
    if (m_subtrees.isEmpty())
        return crypto::sha256({});
    QByteArray hash = m_subtrees.last();
    for (qsizetype i = m_subtrees.size() - 2; i >= 0; --i)
        hash = nodeHash(m_subtrees[i], hash);
    return hash;
}

std::optional<Merkle> Merkle::fromBytes(qint64 size, const QByteArray &bytes)
{
    if (size < 0 || bytes.size() != kHashSize * std::popcount(static_cast<quint64>(size)))
        return std::nullopt;
    Merkle tree;
    tree.m_size = size;
    for (qsizetype i = 0; i < bytes.size(); i += kHashSize)
        tree.m_subtrees.append(bytes.mid(i, kHashSize));
    return tree;
}

}

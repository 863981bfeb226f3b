// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Id.h"
#include "core/Result.h"
#include "crypto/Jwk.h"

#include <QtCore/QByteArray>
#include <QtCore/QList>

#include <optional>

namespace auth::ledger {

/// The name of a realm's log, which is also the name of the key that signs it.
QByteArray originOf(RealmId realm);

/// The key that a log is checked with: a C2SP vkey, `<name>+<hash>+<base64>`, on one line.
class NoteKey {
public:
    /// ValidationFailed when \a text is no key of a log, or not of Ed25519.
    static Result<NoteKey> fromText(const QByteArray &text);
    QByteArray toText() const;
    const QByteArray &name() const { return m_name; }
    /// Does \a note end in a good signature of this key? The text that is signed, or nothing.
    std::optional<QByteArray> open(const QByteArray &note) const;

private:
    friend class NoteSigner;
    NoteKey(QByteArray name, QByteArray publicKey, crypto::VerificationKey key);
    QByteArray id() const; ///< The first four bytes of a hash over name and key.

    QByteArray m_name;
    QByteArray m_publicKey;
    crypto::VerificationKey m_key;
};

/// Signs the notes of one realm.
class NoteSigner {
public:
    /// \a seed is the realm's subkey for checkpoints, 32 bytes: an Ed25519 private key (RFC 8032 §5.1.5).
    static Result<NoteSigner> make(RealmId realm, const QByteArray &seed);
    /// \a text ends with a line feed. The note: text, empty line, signature.
    QByteArray sign(const QByteArray &text) const;
    const NoteKey &key() const { return m_key; }

private:
    NoteSigner(crypto::SigningKey signingKey, NoteKey key);

    crypto::SigningKey m_signingKey;
    NoteKey m_key;
};

/// What a log held at a moment (C2SP tlog-checkpoint). Two extension lines say from which row on it is kept, since those
/// before it may have been dropped by retention, and when it was signed.
struct Checkpoint {
    QByteArray origin;
    qint64 size = 0; ///< Rows, from 0.
    QByteArray root;
    qint64 first = 0;
    QByteArray time; ///< `2026-01-31T12:00:00.000000Z`; compares as text.

    QByteArray text() const;
    static std::optional<Checkpoint> fromText(const QByteArray &text);
};

/// What an export says of itself: nothing of it can be cut off or changed without a trace.
struct ExportFooter {
    QByteArray origin; ///< Of the log.
    qint64 first = 0; ///< The first row.
    qint64 next = 0; ///< The row after the last one.
    qint64 size = 0; ///< Of the whole log at that moment.
    qint64 unsealed = 0; ///< Rows that were committed and not yet in the log.
    QByteArray digest; ///< SHA-256 of everything that stands before the footer.
    QByteArray time;

    QByteArray text() const;
    static std::optional<ExportFooter> fromText(const QByteArray &text);
};

/// The notes that stand in \a text one after the other, with empty lines between them.
QByteArrayList splitNotes(const QByteArray &text);

}

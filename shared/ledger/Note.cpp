// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger/Note.h"

#include "core/Base64Url.h"
#include "core/Text.h"
#include "crypto/Hash.h"
#include "ledger/Merkle.h"

#include <QtCore/QJsonObject>

#include <limits>

namespace auth::ledger {

namespace {

using namespace Qt::StringLiterals;

constexpr auto kLog = "auth-server/audit/";
constexpr auto kExport = "auth-server/audit-export/";
constexpr char kEd25519 = 1; ///< C2SP signed-note: the type of a key.
constexpr qsizetype kIdSize = 4;
constexpr qsizetype kKeySize = 32;
const QByteArray kDash = QByteArrayLiteral("\xe2\x80\x94 "); ///< U+2014 and a space, before a signature.
/// RFC 8410 §7: what stands before the 32 bytes in a PKCS #8 document.
const QByteArray kPkcs8 = QByteArray::fromHex("302e020100300506032b657004220420");

/// RFC 4648 §4 with padding, as C2SP notes have it; one spelling only.
std::optional<QByteArray> fromBase64(QByteArray text)
{
    if (text.size() % 4 != 0 || text.contains('-') || text.contains('_'))
        return std::nullopt;
    for (int padding = 0; padding < 2 && text.endsWith('='); ++padding)
        text.chop(1);
    return fromBase64Url(text.replace('+', '-').replace('/', '_'));
}

std::optional<qint64> numberAfter(const QByteArray &line, const QByteArray &word)
{
    if (!line.startsWith(word + ' '))
        return std::nullopt;
    return parseDecimal(line.mid(word.size() + 1), std::numeric_limits<qint64>::max());
}

QByteArray line(const QByteArray &word, const QByteArray &value)
{
    return word + ' ' + value + '\n';
}

/// The lines of a text that ends with a line feed.
std::optional<QByteArrayList> linesOf(const QByteArray &text, qsizetype count)
{
    auto lines = text.split('\n');
    if (lines.size() != count + 1 || !lines.takeLast().isEmpty())
        return std::nullopt;
    return lines;
}

}

QByteArray originOf(RealmId realm)
{
    return kLog + realm.toBytes();
}

NoteKey::NoteKey(QByteArray name, QByteArray publicKey, crypto::VerificationKey key)
    : m_name(std::move(name))
    , m_publicKey(std::move(publicKey))
    , m_key(std::move(key))
{
}

QByteArray NoteKey::id() const
{
    return crypto::sha256(m_name + '\n' + kEd25519 + m_publicKey).first(kIdSize);
}

QByteArray NoteKey::toText() const
{
    return m_name + '+' + id().toHex() + '+' + (QByteArray(1, kEd25519) + m_publicKey).toBase64();
}

Result<NoteKey> NoteKey::fromText(const QByteArray &text)
{
    const auto refused = [] { return failure(ErrorCode::ValidationFailed, u"This is no key of an audit log."_s); };
    // The base64 at the end may hold a plus sign, too; the name holds none.
    const QByteArray vkey = text.trimmed();
    const qsizetype firstPlus = vkey.indexOf('+');
    const qsizetype secondPlus = vkey.indexOf('+', firstPlus + 1);
    if (firstPlus < 1 || secondPlus < 0 || !vkey.startsWith(kLog))
        return refused();
    const auto bytes = fromBase64(vkey.mid(secondPlus + 1));
    if (!bytes || bytes->size() != 1 + kKeySize || bytes->front() != kEd25519)
        return refused();
    const QByteArray publicKey = bytes->sliced(1);
    auto key = crypto::VerificationKey::fromJwk({ { u"kty"_s, u"OKP"_s }, { u"crv"_s, u"Ed25519"_s },
        { u"x"_s, QString::fromLatin1(toBase64Url(publicKey)) } });
    if (!key)
        return refused();
    NoteKey made(vkey.first(firstPlus), publicKey, *std::move(key));
    if (made.toText() != vkey)
        return refused();
    return made;
}

std::optional<QByteArray> NoteKey::open(const QByteArray &note) const
{
    const qsizetype end = note.lastIndexOf("\n\n");
    if (end < 0 || !note.endsWith('\n'))
        return std::nullopt;
    const QByteArray text = note.first(end + 1);
    const QByteArrayList signatures = note.sliced(end + 2).chopped(1).split('\n');
    for (const QByteArray &signature : signatures) {
        if (!signature.startsWith(kDash + m_name + ' '))
            continue;
        const auto bytes = fromBase64(signature.sliced(kDash.size() + m_name.size() + 1));
        if (bytes && bytes->startsWith(id())
            && m_key.verify(crypto::SignatureAlgorithm::EdDSA, text, bytes->sliced(kIdSize)))
            return text;
    }
    return std::nullopt;
}

NoteSigner::NoteSigner(crypto::SigningKey signingKey, NoteKey key)
    : m_signingKey(std::move(signingKey))
    , m_key(std::move(key))
{
}

Result<NoteSigner> NoteSigner::make(RealmId realm, const QByteArray &seed)
{
    auto signingKey
        = TRY(crypto::SigningKey::fromPkcs8(QByteArray(kPkcs8 + seed), crypto::SignatureAlgorithm::EdDSA));
    const auto publicKey = fromBase64Url(signingKey.publicJwk()[u"x"].toString().toLatin1());
    NoteKey key(originOf(realm), *publicKey, signingKey.verificationKey());
    return NoteSigner(std::move(signingKey), std::move(key));
}

QByteArray NoteSigner::sign(const QByteArray &text) const
{
    return text + '\n' + kDash + m_key.name() + ' ' + (m_key.id() + m_signingKey.sign(text)).toBase64() + '\n';
}

QByteArray Checkpoint::text() const
{
    return origin + '\n' + QByteArray::number(size) + '\n' + root.toBase64() + '\n'
        + line("first", QByteArray::number(first)) + line("time", time);
}

std::optional<Checkpoint> Checkpoint::fromText(const QByteArray &text)
{
    const auto lines = linesOf(text, 5);
    if (!lines || !lines->at(0).startsWith(kLog) || !lines->at(4).startsWith("time "))
        return std::nullopt;
    const auto size = parseDecimal(lines->at(1), std::numeric_limits<qint64>::max());
    const auto root = fromBase64(lines->at(2));
    const auto first = numberAfter(lines->at(3), "first");
    if (!size || !root || root->size() != Merkle::kHashSize || !first || *first > *size)
        return std::nullopt;
    return Checkpoint { lines->at(0), *size, *root, *first, lines->at(4).sliced(5) };
}

QByteArray ExportFooter::text() const
{
    return kExport + origin.sliced(qstrlen(kLog)) + '\n' + line("first", QByteArray::number(first))
        + line("next", QByteArray::number(next)) + line("size", QByteArray::number(size))
        + line("unsealed", QByteArray::number(unsealed)) + line("sha256", digest.toBase64()) + line("time", time);
}

std::optional<ExportFooter> ExportFooter::fromText(const QByteArray &text)
{
    const auto lines = linesOf(text, 7);
    if (!lines || !lines->at(0).startsWith(kExport) || !lines->at(5).startsWith("sha256 ")
        || !lines->at(6).startsWith("time "))
        return std::nullopt;
    const auto first = numberAfter(lines->at(1), "first");
    const auto next = numberAfter(lines->at(2), "next");
    const auto size = numberAfter(lines->at(3), "size");
    const auto unsealed = numberAfter(lines->at(4), "unsealed");
    const auto digest = fromBase64(lines->at(5).sliced(7));
    if (!first || !next || !size || !unsealed || !digest)
        return std::nullopt;
    return ExportFooter { kLog + lines->at(0).sliced(qstrlen(kExport)), *first, *next, *size, *unsealed, *digest,
        lines->at(6).sliced(5) };
}

QByteArrayList splitNotes(const QByteArray &text)
{
    QByteArrayList notes;
    QByteArray note;
    bool isSigned = false;
    const QByteArrayList lines = text.split('\n');
    for (const QByteArray &line : lines) {
        const bool isSignature = line.startsWith(kDash);
        if (isSigned && !isSignature) {
            notes.append(note);
            note.clear();
            isSigned = false;
        }
        if (line.isEmpty() && note.isEmpty())
            continue;
        note += line + '\n';
        isSigned = isSignature;
    }
    if (!note.trimmed().isEmpty())
        notes.append(note);
    return notes;
}

}

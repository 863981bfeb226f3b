// SPDX-License-Identifier: GPL-3.0-or-later
#include "passwords/PasswordText.h"

#include "core/Text.h"

#include <QtCore/QString>

#include <algorithm>

namespace auth {

namespace {

/// QString cannot wipe itself; ours is not shared.
void wipe(QString& text)
{
    std::fill(text.begin(), text.end(), QChar());
    asm volatile("" : : "r"(text.constData()) : "memory"); // The compiler may not drop the stores.
}

qsizetype countCodePoints(QByteArrayView utf8)
{
    return std::count_if(utf8.begin(), utf8.end(), [](char byte) { return (byte & 0xc0) != 0x80; });
}

}

Result<PasswordText> preparePassword(const Secret& typed)
{
    const QByteArrayView view = typed.view();
    if (std::all_of(view.begin(), view.end(), [](char byte) { return byte > 0; }))
        return PasswordText{ typed.clone(), view.size() };
    auto text = decodeUtf8(view);
    if (!text)
        return failure(ErrorCode::ValidationFailed, QStringLiteral("The password is not valid UTF-8."));
    QString normal = text->normalized(QString::NormalizationForm_C);
    PasswordText prepared;
    prepared.bytes = Secret(normal.toUtf8());
    prepared.codePoints = countCodePoints(prepared.bytes.view());
    wipe(normal);
    wipe(*text);
    return prepared;
}

}

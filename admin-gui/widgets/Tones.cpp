// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/Tones.h"

#include <cmath>

namespace auth::console {

namespace {

qreal luminance(const QColor &color)
{
    const auto linear
        = [](qreal channel) { return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

/// \a hue as light or dark as it takes to have \a wanted against \a background.
QColor readable(qreal hue, qreal saturation, const QColor &background, qreal wanted)
{
    const bool lighter = luminance(background) < 0.2;
    const auto at = [&](int step) {
        const float lightness = static_cast<float>(0.5 + (lighter ? 0.02 : -0.02) * step);
        return QColor::fromHslF(static_cast<float>(hue), static_cast<float>(saturation), lightness);
    };
    int step = 0;
    while (step < 24 && contrast(at(step), background) < wanted)
        ++step;
    return at(step);
}

qreal hueOf(Tone tone)
{
    switch (tone) {
    case Tone::Good:
        return 0.40;
    case Tone::Warning:
        return 0.10;
    case Tone::Bad:
        return 0.99;
    case Tone::Neutral:
    case Tone::Accent:
        break;
    }
    return 0.0;
}

/// Of the palette's own colour for what is chosen; blue where it is a grey.
qreal accentHue(const QPalette &palette)
{
    const QColor highlight = palette.color(QPalette::Highlight);
    return highlight.hslHueF() < 0 || highlight.hslSaturationF() < 0.1F ? 0.58 : highlight.hslHueF();
}

}

bool isDark(const QPalette &palette)
{
    return luminance(palette.color(QPalette::Base)) < 0.2;
}

QColor mixed(const QColor &over, const QColor &under, qreal share)
{
    const auto channel = [share](float a, float b) { return static_cast<float>(a * share + b * (1 - share)); };
    return QColor::fromRgbF(channel(over.redF(), under.redF()), channel(over.greenF(), under.greenF()),
        channel(over.blueF(), under.blueF()));
}

qreal contrast(const QColor &one, const QColor &other)
{
    const qreal a = luminance(one);
    const qreal b = luminance(other);
    return (qMax(a, b) + 0.05) / (qMin(a, b) + 0.05);
}

QColor toneColor(const QPalette &palette, Tone tone)
{
    if (tone == Tone::Neutral)
        return quietText(palette);
    const qreal hue = tone == Tone::Accent ? accentHue(palette) : hueOf(tone);
    // On dark ground the same saturation glares.
    return readable(hue, isDark(palette) ? 0.5 : 0.65, palette.color(QPalette::Base), 4.5);
}

QColor toneSurface(const QPalette &palette, Tone tone)
{
    const QColor base = palette.color(QPalette::Base);
    const qreal share = isDark(palette) ? 0.18 : 0.10;
    return mixed(toneColor(palette, tone), base, tone == Tone::Neutral ? share * 0.7 : share);
}

QColor seriesColor(const QPalette &palette, int index)
{
    // Around the wheel in steps that keep neighbours apart, also for those who do not tell red from green.
    static constexpr qreal kTurns[] = { 0.0, 0.52, 0.27, 0.78, 0.42, 0.90, 0.14 };
    const qreal hue = std::fmod(accentHue(palette) + kTurns[index % std::size(kTurns)], 1.0);
    return readable(hue, 0.6, palette.color(QPalette::Base), index % 2 == 0 ? 3.4 : 4.6);
}

QColor lineColor(const QPalette &palette)
{
    return mixed(palette.color(QPalette::Text), palette.color(QPalette::Base), 0.13);
}

QColor selectionSurface(const QPalette &palette)
{
    return mixed(palette.color(QPalette::Highlight), palette.color(QPalette::Base), isDark(palette) ? 0.34 : 0.14);
}

QColor hoverSurface(const QPalette &palette)
{
    return mixed(palette.color(QPalette::Text), palette.color(QPalette::Base), 0.06);
}

QColor rowLineColor(const QPalette &palette)
{
    return mixed(palette.color(QPalette::Text), palette.color(QPalette::Base), 0.10);
}

QColor quietText(const QPalette &palette)
{
    return mixed(palette.color(QPalette::Text), palette.color(QPalette::Base), 0.66);
}

}

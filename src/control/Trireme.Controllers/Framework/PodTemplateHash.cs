using System.Buffers.Binary;
using System.Globalization;
using Trireme.Api.Core.V1;
using Trireme.Client.Objects;

namespace Trireme.Controllers.Framework;

/// <summary>Tells Pod templates apart by what they say.</summary>
internal static class PodTemplateHash
{
    /// <summary>The label that tells the Pods of one template from those of another.</summary>
    public const string Label = "pod-template-hash";

    // No vowels and no digits that look like letters, so that no words appear.
    private const string Alphabet = "bcdfghjklmnpqrstvwxz2456789";

    /// <summary>The hash of a template: FNV-1a of 32 bits, written with letters that are safe in names.</summary>
    /// <param name="template">The template; its own hash label does not count.</param>
    /// <param name="collisions">How often the hash has met another template's; null for never.</param>
    public static string Of(PodTemplateSpec template, int? collisions)
    {
        const uint Offset = 2166136261;
        var hash = Add(Offset, CanonicalJson.Of(WithoutHash(template)).Span);
        if (collisions is { } count)
        {
            Span<byte> bytes = stackalloc byte[8];
            BinaryPrimitives.WriteUInt64LittleEndian(bytes, (uint)count);
            hash = Add(hash, bytes);
        }
        var digits = hash.ToString(CultureInfo.InvariantCulture);
        return string.Create(digits.Length, digits, static (text, source) =>
        {
            for (var i = 0; i < text.Length; i++)
                text[i] = Alphabet[source[i] % Alphabet.Length];
        });
    }

    /// <summary>Whether two templates say the same, their hash labels aside.</summary>
    public static bool SameTemplate(PodTemplateSpec? left, PodTemplateSpec? right)
    {
        if (left is null || right is null)
            return left is null && right is null;
        return CanonicalJson.Of(WithoutHash(left)).Span.SequenceEqual(CanonicalJson.Of(WithoutHash(right)).Span);
    }

    /// <summary>The labels with a hash.</summary>
    public static IReadOnlyDictionary<string, string> AddTo(IReadOnlyDictionary<string, string>? labels, string hash) =>
        new Dictionary<string, string>(labels ?? new Dictionary<string, string>(), StringComparer.Ordinal) { [Label] = hash };

    private static PodTemplateSpec WithoutHash(PodTemplateSpec template)
    {
        if (template.Metadata?.Labels is not { } labels || !labels.ContainsKey(Label))
            return template;
        var rest = labels.Where(pair => pair.Key != Label).ToDictionary(StringComparer.Ordinal);
        return template with { Metadata = template.Metadata with { Labels = rest.Count > 0 ? rest : null } };
    }

    private static uint Add(uint hash, ReadOnlySpan<byte> bytes)
    {
        const uint Prime = 16777619;
        foreach (var value in bytes)
            hash = unchecked((hash ^ value) * Prime);
        return hash;
    }
}

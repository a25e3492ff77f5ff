using System.Security.Cryptography;

namespace Trireme.Machinery.OpenApi;

/// <summary>The hash by which clients tell whether they have a document already.</summary>
public static class ContentHash
{
    /// <summary>SHA-512 in upper-case hexadecimal, as the index of OpenAPI 3 and entity tags carry it.</summary>
    public static string Of(ReadOnlySpan<byte> document) => Convert.ToHexString(SHA512.HashData(document));
}

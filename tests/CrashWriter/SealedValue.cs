using System.Security.Cryptography;
using System.Text;

namespace Trireme.Tests.CrashWriter;

/// <summary>A value that tells by itself whether it is whole and at its own key: it ends with the hash of the key and of all before.</summary>
public static class SealedValue
{
    /// <summary>Makes a value of random bytes and a random length.</summary>
    public static byte[] Make(string key, Random random, int largest)
    {
        var value = new byte[random.Next(largest) + SHA256.HashSizeInBytes];
        var body = value.AsSpan(0, value.Length - SHA256.HashSizeInBytes);
        random.NextBytes(body);
        Seal(key, body, value.AsSpan(body.Length));
        return value;
    }

    /// <summary>Whether a value is one that was made for the key, and nothing is missing.</summary>
    public static bool IsWhole(string key, ReadOnlySpan<byte> value)
    {
        if (value.Length < SHA256.HashSizeInBytes)
        {
            return false;
        }

        Span<byte> seal = stackalloc byte[SHA256.HashSizeInBytes];
        Seal(key, value[..^SHA256.HashSizeInBytes], seal);
        return seal.SequenceEqual(value[^SHA256.HashSizeInBytes..]);
    }

    /// <summary>A short name for the value.</summary>
    public static string Hash(ReadOnlySpan<byte> value) => Convert.ToHexStringLower(value[^8..]);

    private static void Seal(string key, ReadOnlySpan<byte> body, Span<byte> seal)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(key));
        hash.AppendData(body);
        hash.GetHashAndReset(seal);
    }
}

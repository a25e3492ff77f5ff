using System.Security.Cryptography;
using System.Text;

namespace Trireme.Server.Auth.Tokens;

/// <summary>
/// The claims of tokens whose signature was good, found by the hash of the whole token. Two generations of bounded size: when the younger is
/// full it becomes the older, and the older is forgotten. Thread-safe.
/// </summary>
internal sealed class VerifiedTokens
{
    private const int GenerationSize = 1024;

    private readonly Lock _gate = new();
    private Dictionary<Key, ServiceAccountClaims> _young = [];
    private Dictionary<Key, ServiceAccountClaims> _old = [];

    /// <summary>The claims; from <paramref name="verify"/> where they are not known. What is not good is not remembered.</summary>
    public ServiceAccountClaims? GetOrVerify(string token, Func<string, ServiceAccountClaims?> verify)
    {
        var key = Key.Of(token);
        lock (_gate)
        {
            if (_young.TryGetValue(key, out var known))
                return known;
            if (_old.TryGetValue(key, out known))
            {
                Keep(key, known);
                return known;
            }
        }
        var claims = verify(token);
        if (claims is null)
            return null;
        lock (_gate)
            Keep(key, claims);
        return claims;
    }

    private void Keep(Key key, ServiceAccountClaims claims)
    {
        if (_young.Count >= GenerationSize)
        {
            _old = _young;
            _young = new Dictionary<Key, ServiceAccountClaims>(GenerationSize);
        }
        _young[key] = claims;
    }

    private readonly record struct Key(UInt128 High, UInt128 Low)
    {
        public static Key Of(string token)
        {
            Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
            SHA256.HashData(Encoding.UTF8.GetBytes(token), hash);
            return new Key(
                System.Buffers.Binary.BinaryPrimitives.ReadUInt128LittleEndian(hash), System.Buffers.Binary.BinaryPrimitives.ReadUInt128LittleEndian(hash[16..]));
        }
    }
}

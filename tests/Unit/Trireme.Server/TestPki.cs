using System.Security.Cryptography;
using Trireme.Server.Pki;

namespace Trireme.Tests.Unit.Server;

/// <summary>Loads a PKI whose token key is already there: making an RSA key takes longer than all else.</summary>
internal static class TestPki
{
    private static readonly Lazy<string> TokenKey = new(static () =>
    {
        using var key = RSA.Create(2048);
        return key.ExportPkcs8PrivateKeyPem() + "\n";
    });

    public static ClusterPki Load(string directory, ClusterPkiOptions options, TimeProvider time)
    {
        var path = Path.Combine(directory, "sa.key");
        if (!File.Exists(path))
        {
            Directory.CreateDirectory(directory);
            File.WriteAllText(path, TokenKey.Value);
        }
        return ClusterPki.LoadOrCreate(directory, options, time);
    }
}

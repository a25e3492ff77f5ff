using System.Text;

namespace Trireme.Server.Pki;

/// <summary>Writes kubeconfig files with everything embedded, readable by their owner alone.</summary>
public static class KubeconfigWriter
{
    private const string DefaultName = "trireme";

    /// <summary>Writes a kubeconfig: whole, with mode 0600 from its first moment; an existing file is replaced.</summary>
    /// <param name="path">The file; its folder must exist.</param>
    /// <param name="server">The API server's URL.</param>
    /// <param name="authorityPem">The authority that signed the server's certificate.</param>
    /// <param name="client">With what the user shows who it is.</param>
    /// <param name="user">The user's name in the file.</param>
    /// <param name="ns">The default namespace; null for none.</param>
    /// <exception cref="PkiException">The file cannot be written.</exception>
    public static void Write(string path, Uri server, string authorityPem, IssuedCertificate client, string user = DefaultName, string? ns = null) =>
        PkiFolder.WriteFile(Path.GetFullPath(path), Render(server, authorityPem, client, user, ns), secret: true);

    /// <summary>The text of a kubeconfig.</summary>
    public static string Render(Uri server, string authorityPem, IssuedCertificate client, string user = DefaultName, string? ns = null)
    {
        var context = ns is null ? "" : $"\n    namespace: {Quoted(ns)}";
        return $"""
            apiVersion: v1
            kind: Config
            clusters:
            - name: {DefaultName}
              cluster:
                server: {server.AbsoluteUri.TrimEnd('/')}
                certificate-authority-data: {Base64(authorityPem)}
            contexts:
            - name: {DefaultName}
              context:
                cluster: {DefaultName}
                user: {Quoted(user)}{context}
            current-context: {DefaultName}
            users:
            - name: {Quoted(user)}
              user:
                client-certificate-data: {Base64(client.CertificatePem)}
                client-key-data: {Base64(client.KeyPem)}

            """;
    }

    private static string Base64(string pem) => Convert.ToBase64String(Encoding.UTF8.GetBytes(pem));

    // A JSON string is a YAML string, whatever is in it.
    private static string Quoted(string text) => $"\"{System.Text.Json.JsonEncodedText.Encode(text)}\"";
}

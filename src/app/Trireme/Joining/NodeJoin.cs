using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Trireme.Api.Certificates.V1;
using Trireme.Api.Core.V1;
using Trireme.Api.Meta.V1;
using Trireme.Client;
using Trireme.Client.Configuration;
using Trireme.Client.Transport;
using Trireme.Hosting;

namespace Trireme.Joining;

/// <summary>
/// Makes this machine a member of a cluster: learns the cluster's authority and checks it against the token, then asks for a client and a
/// serving certificate (Kubernetes TLS bootstrapping). What it got is kept, so that a restart needs no token.
/// </summary>
internal sealed class NodeJoin(Uri server, JoinToken? token, string nodeName, IPAddress address, string folder, TimeProvider time)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Renewal = TimeSpan.FromDays(30);

    private string AuthorityFile => Path.Combine(folder, "ca.crt");

    private string ClientFile => Path.Combine(folder, "client.pem");

    private string ServingFile => Path.Combine(folder, "serving.pem");

    /// <summary>Joins, or takes up what an earlier join got.</summary>
    /// <exception cref="StartException">It cannot join; the message says what to do.</exception>
    public async Task<NodeIdentity> RunAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        try
        {
            var authority = File.Exists(AuthorityFile) ? X509CertificateLoader.LoadCertificateFromFile(AuthorityFile) : null;
            if (token is not null || authority is null)
                authority = await LearnAuthorityAsync(cancellationToken).ConfigureAwait(false);
            var client = Stored(ClientFile) ?? await RequestAsync(
                Connect(authority, null, Required().Bearer), "kubernetes.io/kube-apiserver-client-kubelet", "client auth", ClientFile, cancellationToken).ConfigureAwait(false);
            var connection = Connect(authority, client, null);
            if (Stored(ServingFile) is not { } serving)
            {
                await RegisterAsync(connection, cancellationToken).ConfigureAwait(false);
                serving = await RequestAsync(connection, "kubernetes.io/kubelet-serving", "server auth", ServingFile, cancellationToken).ConfigureAwait(false);
            }
            return new NodeIdentity { Authority = authority, Client = client, Serving = serving, Facts = await FactsAsync(connection, cancellationToken).ConfigureAwait(false) };
        }
        catch (Exception error) when (error is IOException or CryptographicException or ApiException)
        {
            throw new StartException($"this machine cannot join {server}: {error.Message}", error);
        }
    }

    /// <summary>How a member calls the API server.</summary>
    public ClusterConnection Connect(X509Certificate2 authority, X509Certificate2? client, string? bearer) =>
        new() { Server = server, CertificateAuthorities = [authority], ClientCertificate = client, Token = bearer };

    private JoinToken Required() => token ?? throw new StartException("the first start needs --token; 'trireme token create' on the server prints one");

    private X509Certificate2? Stored(string file)
    {
        if (!File.Exists(file))
            return null;
        var certificate = X509Certificate2.CreateFromPemFile(file);
        if (certificate.NotAfter.ToUniversalTime() - time.GetUtcNow().UtcDateTime > Renewal)
            return certificate;
        certificate.Dispose();
        return null;
    }

    // The facts are read without a check of the server and without any secret; the token's digest then tells whether they are true.
    private async Task<X509Certificate2> LearnAuthorityAsync(CancellationToken cancellationToken)
    {
        if (Required().AuthorityDigest.Length == 0)
            throw new StartException("the token does not name the cluster's authority (its third part): use the whole token that 'trireme token create' prints");
        var facts = await FactsAsync(new ClusterConnection { Server = server, SkipVerification = true }, cancellationToken).ConfigureAwait(false);
        var authority = X509Certificate2.CreateFromPem(facts.GetValueOrDefault(JoinSupport.AuthorityKey) ?? "");
        if (JoinToken.DigestOf(authority) != Required().AuthorityDigest)
            throw new StartException($"{server} is not the cluster that the token is for: its authority has another key");
        await File.WriteAllTextAsync(AuthorityFile, authority.ExportCertificatePem(), cancellationToken).ConfigureAwait(false);
        return authority;
    }

    private async Task<IReadOnlyDictionary<string, string>> FactsAsync(ClusterConnection connection, CancellationToken cancellationToken)
    {
        var transport = new HttpsTransport(connection with { ClientCertificate = null, Token = null }, time);
        await using (transport.ConfigureAwait(false))
        {
            var found = await new ApiClient(transport).Resource<ConfigMap>(JoinSupport.PublicNamespace).GetAsync(JoinSupport.ClusterInfo, cancellationToken).ConfigureAwait(false);
            return found.IsSuccess && found.Value.Data is { } data
                ? data
                : throw new StartException($"{server} does not publish what a node must know ({JoinSupport.PublicNamespace}/{JoinSupport.ClusterInfo}): {found.Error?.Message}");
        }
    }

    // A serving certificate is signed for the names and addresses of a known node only: the node comes first.
    private async Task RegisterAsync(ClusterConnection connection, CancellationToken cancellationToken)
    {
        var transport = new HttpsTransport(connection, time);
        await using (transport.ConfigureAwait(false))
        {
            var nodes = new ApiClient(transport).Resource<Api.Core.V1.Node>();
            var labels = new Dictionary<string, string> { ["kubernetes.io/hostname"] = nodeName };
            var created = await nodes.CreateAsync(new Api.Core.V1.Node { Metadata = new ObjectMeta { Name = nodeName, Labels = labels } }, cancellationToken).ConfigureAwait(false);
            if (!created.IsSuccess && !created.IsAlreadyExists)
                throw new StartException($"{server} refuses the node {nodeName}: {created.Error.Message}");
            var addresses = $$$"""{"status":{"addresses":[{"type":"InternalIP","address":"{{{address}}}"},{"type":"Hostname","address":"{{{nodeName}}}"}]}}""";
            (await nodes.PatchAsync(
                nodeName, PatchBody.Merge(System.Text.Encoding.UTF8.GetBytes(addresses)), new PatchOptions { Subresource = "status" }, cancellationToken).ConfigureAwait(false)).Require();
        }
    }

    private async Task<X509Certificate2> RequestAsync(ClusterConnection connection, string signer, string usage, string file, CancellationToken cancellationToken)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var transport = new HttpsTransport(connection, time);
        await using (transport.ConfigureAwait(false))
        {
            var requests = new ApiClient(transport).Resource<CertificateSigningRequest>();
            var created = await requests.CreateAsync(
                new CertificateSigningRequest
                {
                    Metadata = new ObjectMeta { GenerateName = "csr-" },
                    Spec = new CertificateSigningRequestSpec
                    {
                        Request = System.Text.Encoding.ASCII.GetBytes(SigningRequest(key, usage)),
                        SignerName = signer,
                        Usages = ["digital signature", usage],
                    },
                },
                cancellationToken).ConfigureAwait(false);
            if (!created.IsSuccess)
                throw new StartException($"{server} refuses the request for a certificate: {created.Error.Message}");
            var pem = await WaitAsync(requests, created.Value.Metadata.Name!, cancellationToken).ConfigureAwait(false);
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite };
            var writer = new StreamWriter(file, options);
            await using (writer.ConfigureAwait(false))
                await writer.WriteAsync($"{pem.TrimEnd()}\n{key.ExportPkcs8PrivateKeyPem()}\n").ConfigureAwait(false);
            return X509Certificate2.CreateFromPemFile(file);
        }
    }

    private string SigningRequest(ECDsa key, string usage)
    {
        var request = new CertificateRequest($"O=system:nodes, CN=system:node:{nodeName}", key, HashAlgorithmName.SHA256);
        if (usage == "server auth")
        {
            var names = new SubjectAlternativeNameBuilder();
            names.AddDnsName(nodeName);
            names.AddIpAddress(address);
            request.CertificateExtensions.Add(names.Build());
        }
        return request.CreateSigningRequestPem();
    }

    private async Task<string> WaitAsync(ResourceClient<CertificateSigningRequest> requests, string name, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            var found = await requests.GetAsync(name, cancellationToken).ConfigureAwait(false);
            if (found.IsSuccess)
            {
                if (found.Value.Status.Certificate is { Length: > 0 } certificate)
                    return System.Text.Encoding.ASCII.GetString(certificate);
                if (found.Value.Status.Conditions?.FirstOrDefault(condition => condition.Type is "Denied" or "Failed") is { } refused)
                    throw new StartException($"the request for a certificate was refused: {refused.Message}");
            }
            if (time.GetElapsedTime(started) > Patience)
                throw new StartException($"nobody signed the request for a certificate ({name}); approve it with 'kubectl certificate approve {name}' and start again");
            await Task.Delay(Poll, time, cancellationToken).ConfigureAwait(false);
        }
    }
}

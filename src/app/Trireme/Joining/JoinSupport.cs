using System.Text;
using Trireme.Api.Core.V1;
using Trireme.Api.Meta.V1;
using Trireme.Api.Rbac.V1;
using Trireme.Client;
using Trireme.Hosting;

namespace Trireme.Joining;

/// <summary>What a cluster publishes so that nodes can join: the facts that everybody may read. Default roles give the right to ask for certificates.</summary>
internal static class JoinSupport
{
    /// <summary>The ConfigMap in <c>kube-public</c> that tells strangers about the cluster (kubeadm's name).</summary>
    public const string ClusterInfo = "cluster-info";

    /// <summary>The namespace that everybody may read.</summary>
    public const string PublicNamespace = "kube-public";

    /// <summary>Keys of the ConfigMap.</summary>
    public const string AuthorityKey = "ca.crt";

    /// <inheritdoc cref="AuthorityKey"/>
    public const string PodCidrKey = "podCidr";

    /// <inheritdoc cref="AuthorityKey"/>
    public const string ServiceCidrKey = "serviceCidr";

    /// <inheritdoc cref="AuthorityKey"/>
    public const string DomainKey = "clusterDomain";

    private const string RbacGroup = "rbac.authorization.k8s.io";

    /// <summary>Publishes; what is there and right stays.</summary>
    public static async Task PublishAsync(ApiClient client, ClusterSettings settings, string authorityPem, CancellationToken cancellationToken)
    {
        var facts = new ConfigMap
        {
            Metadata = new ObjectMeta { Namespace = PublicNamespace, Name = ClusterInfo },
            Data = new Dictionary<string, string>
            {
                [AuthorityKey] = authorityPem,
                [PodCidrKey] = settings.PodCidr,
                [ServiceCidrKey] = settings.ServiceCidr,
                [DomainKey] = settings.ClusterDomain,
            },
        };
        var maps = client.Resource<ConfigMap>(PublicNamespace);
        if ((await maps.CreateAsync(facts, cancellationToken).ConfigureAwait(false)).IsAlreadyExists)
            (await maps.UpdateAsync(facts, null, cancellationToken).ConfigureAwait(false)).Require();
        await CreateAsync(
            client.Resource<Role>(PublicNamespace),
            new Role
            {
                Metadata = new ObjectMeta { Namespace = PublicNamespace, Name = "trireme:cluster-info" },
                Rules = [new PolicyRule { ApiGroups = [""], Resources = ["configmaps"], ResourceNames = [ClusterInfo], Verbs = ["get"] }],
            },
            cancellationToken).ConfigureAwait(false);
        await CreateAsync(
            client.Resource<RoleBinding>(PublicNamespace),
            new RoleBinding
            {
                Metadata = new ObjectMeta { Namespace = PublicNamespace, Name = "trireme:cluster-info" },
                RoleRef = new RoleRef { ApiGroup = RbacGroup, Kind = "Role", Name = "trireme:cluster-info" },
                Subjects = [new Subject { ApiGroup = RbacGroup, Kind = "User", Name = "system:anonymous" }],
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Stores a token; from then on it is valid until it expires.</summary>
    public static async Task StoreAsync(ApiClient client, JoinToken token, DateTimeOffset expires, CancellationToken cancellationToken)
    {
        var secret = new Secret
        {
            Metadata = new ObjectMeta { Namespace = "kube-system", Name = "bootstrap-token-" + token.Id },
            Type = "bootstrap.kubernetes.io/token",
            Data = new Dictionary<string, byte[]>
            {
                ["token-id"] = Encoding.ASCII.GetBytes(token.Id),
                ["token-secret"] = Encoding.ASCII.GetBytes(token.Secret),
                ["usage-bootstrap-authentication"] = "true"u8.ToArray(),
                ["expiration"] = Encoding.ASCII.GetBytes(expires.ToUniversalTime().ToString(TimeConverter.Format, System.Globalization.CultureInfo.InvariantCulture)),
            },
        };
        (await client.Resource<Secret>("kube-system").CreateAsync(secret, cancellationToken).ConfigureAwait(false)).Require();
    }

    private static async Task CreateAsync<T>(ResourceClient<T> resource, T value, CancellationToken cancellationToken)
        where T : class, Api.IKubernetesObject
    {
        var created = await resource.CreateAsync(value, cancellationToken).ConfigureAwait(false);
        if (!created.IsAlreadyExists)
            created.Require();
    }
}

using Trireme.Api.Core.V1;
using Trireme.Api.Meta.V1;
using Trireme.Client.Informers;
using Trireme.Client.Objects;
using Trireme.Controllers.Framework;

namespace Trireme.Controllers.RootCertificates;

/// <summary>Keeps the API server's authority in each namespace, where Pods find it.</summary>
internal sealed class RootCertificateController : Controller
{
    /// <summary>The ConfigMap's name.</summary>
    public const string MapName = "kube-root-ca.crt";

    private const string Key = "ca.crt";
    private const string DescriptionAnnotation = "kubernetes.io/description";
    private const string Description =
        "Contains a CA bundle that can be used to verify the kube-apiserver when using internal endpoints such as the internal service IP or kubernetes.default.svc. "
        + "No other usage is guaranteed across distributions of Kubernetes clusters.";

    private readonly IInformer<Namespace> _namespaces;
    private readonly IInformer<ConfigMap> _maps;
    private readonly string _certificates;

    public RootCertificateController(ControllerContext context, string certificates)
        : base("root-ca-certificate-publisher-controller", context)
    {
        _certificates = certificates;
        _namespaces = EnqueueOn<Namespace>();
        _maps = context.Informers.For<ConfigMap>(fieldSelector: $"metadata.name={MapName}");
        On(_maps, (old, current) => Queue.Add(new ObjectKey("", (current ?? old)!.Metadata.Namespace ?? "")));
    }

    /// <inheritdoc/>
    protected override async Task<Reconciled> ReconcileAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        if (_namespaces.Get("", key.Name) is not { } ns || ns.IsDeleting())
            return Reconciled.Done;
        var present = _maps.Get(key.Name, MapName);
        var wanted = Wanted(key.Name, present);
        var written = present is null
            ? await Client.Resource<ConfigMap>(key.Name).CreateAsync(wanted, cancellationToken).ConfigureAwait(false)
            : await Client.PatchAsync(present, wanted, null, cancellationToken).ConfigureAwait(false);
        if (written.IsSuccess || written.IsAlreadyExists || written.Error.Details?.Causes?.Any(cause => cause.Reason == "NamespaceTerminating") == true)
            return Reconciled.Done;
        return Reconciled.Refused(written.Error);
    }

    private ConfigMap Wanted(string ns, ConfigMap? present)
    {
        var map = present ?? new ConfigMap { Metadata = new ObjectMeta { Name = MapName, Namespace = ns } };
        var annotations = new Dictionary<string, string>(map.Metadata.Annotations ?? new Dictionary<string, string>(), StringComparer.Ordinal)
        {
            [DescriptionAnnotation] = Description,
        };
        return map with
        {
            Metadata = map.Metadata with { Annotations = annotations },
            Data = new Dictionary<string, string>(StringComparer.Ordinal) { [Key] = _certificates },
            BinaryData = null,
        };
    }
}

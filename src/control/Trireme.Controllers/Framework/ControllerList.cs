using Trireme.Controllers.BootstrapTokens;
using Trireme.Controllers.CertificateApproval;
using Trireme.Controllers.CertificateCleanup;
using Trireme.Controllers.CertificateSigning;
using Trireme.Controllers.ClusterRoleAggregation;
using Trireme.Controllers.Deployments;
using Trireme.Controllers.EndpointSlices;
using Trireme.Controllers.GarbageCollection;
using Trireme.Controllers.LegacyEndpoints;
using Trireme.Controllers.Namespaces;
using Trireme.Controllers.NodeAddresses;
using Trireme.Controllers.NodeLifecycle;
using Trireme.Controllers.PodGarbage;
using Trireme.Controllers.ReplicaSets;
using Trireme.Controllers.RootCertificates;
using Trireme.Controllers.ServiceAccounts;
using Trireme.Controllers.ServiceAccountTokens;
using Trireme.Controllers.TaintEviction;

namespace Trireme.Controllers.Framework;

/// <summary>The one list of all controllers.</summary>
internal static class ControllerList
{
    public static IReadOnlyList<IController> Create(ControllerContext context)
    {
        List<IController> controllers =
        [
            new DeploymentController(context),
            new ReplicaSetController(context),
            new EndpointSliceController(context),
            new EndpointsController(context),
            new NamespaceController(context),
            new GarbageCollectorController(context),
            new ServiceAccountController(context),
            new ServiceAccountTokenController(context),
            new NodeLifecycleController(context),
            new TaintEvictionController(context),
            new PodGarbageController(context),
            new CertificateApprovalController(context),
            new CertificateCleanupController(context),
            new BootstrapTokenController(context),
            new ClusterRoleAggregationController(context),
        ];
        if (context.Options.RootCertificates is { } certificates)
            controllers.Add(new RootCertificateController(context, certificates));
        if (context.Options.Signer is { } signer)
            controllers.Add(new CertificateSigningController(context, signer));
        if (context.Options.ClusterCidr is { } cluster)
            controllers.Add(new NodeAddressController(context, cluster));
        return controllers;
    }
}

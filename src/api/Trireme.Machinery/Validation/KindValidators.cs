using System.Collections.Frozen;
using Trireme.Machinery.Schema;
using Trireme.Machinery.Validation.Apps;
using Trireme.Machinery.Validation.Certificates;
using Trireme.Machinery.Validation.Coordination;
using Trireme.Machinery.Validation.Core;
using Trireme.Machinery.Validation.Discovery;
using Trireme.Machinery.Validation.Rbac;
using Trireme.Machinery.Validation.Reviews;

namespace Trireme.Machinery.Validation;

/// <summary>The only list of which kind has which rules.</summary>
internal static class KindValidators
{
    private static readonly FrozenDictionary<(string Group, string Kind), KindValidator> Rules = new Dictionary<(string Group, string Kind), KindValidator>
    {
        [("", "Binding")] = new BindingValidator(),
        [("", "ConfigMap")] = new ConfigMapValidator(),
        [("", "Endpoints")] = new EndpointsValidator(),
        [("", "Event")] = new EventValidator(),
        [("", "Namespace")] = new NamespaceValidator(),
        [("", "Node")] = new NodeValidator(),
        [("", "Pod")] = new PodValidator(),
        [("", "Secret")] = new SecretValidator(),
        [("", "Service")] = new ServiceValidator(),
        [("", "ServiceAccount")] = new ServiceAccountValidator(),
        [("apps", "Deployment")] = new DeploymentValidator(),
        [("apps", "ReplicaSet")] = new ReplicaSetValidator(),
        [("autoscaling", "Scale")] = new ScaleValidator(),
        [("certificates.k8s.io", "CertificateSigningRequest")] = new CertificateSigningRequestValidator(),
        [("coordination.k8s.io", "Lease")] = new LeaseValidator(),
        [("discovery.k8s.io", "EndpointSlice")] = new EndpointSliceValidator(),
        [("rbac.authorization.k8s.io", "Role")] = new RoleValidator(isNamespaced: true),
        [("rbac.authorization.k8s.io", "ClusterRole")] = new RoleValidator(isNamespaced: false),
        [("rbac.authorization.k8s.io", "RoleBinding")] = new RoleBindingValidator(isNamespaced: true),
        [("rbac.authorization.k8s.io", "ClusterRoleBinding")] = new RoleBindingValidator(isNamespaced: false),
        [("authentication.k8s.io", "TokenRequest")] = new TokenRequestValidator(),
        [("authentication.k8s.io", "TokenReview")] = new TokenReviewValidator(),
        [("authorization.k8s.io", "SubjectAccessReview")] = new AccessReviewValidator(needsSubject: true),
        [("authorization.k8s.io", "LocalSubjectAccessReview")] = new AccessReviewValidator(needsSubject: true),
        [("authorization.k8s.io", "SelfSubjectAccessReview")] = new AccessReviewValidator(needsSubject: false),
    }.ToFrozenDictionary();

    /// <summary>The rules of a kind; null where it has none beyond its schema.</summary>
    public static KindValidator? Of(KindInfo kind) => Rules.GetValueOrDefault((kind.Group, kind.Kind));
}

using System.Text.Json.Nodes;
using Trireme.Machinery.Json;

namespace Trireme.Machinery.Validation.Rbac;

/// <summary>The rules of RoleBindings and ClusterRoleBindings.</summary>
internal sealed class RoleBindingValidator(bool isNamespaced) : KindValidator
{
    private const string Group = "rbac.authorization.k8s.io";

    public override IReadOnlyList<string> Name(string name) => NameRules.PathSegment(name);

    public override void Validate(JsonObject obj, FieldErrors errors)
    {
        var role = obj.Object("roleRef") ?? [];
        var path = FieldPath.Of("roleRef");
        if (role.Text("apiGroup") != Group)
            errors.NotSupported(path.Child("apiGroup"), role.Text("apiGroup") ?? "", Group);
        var kind = role.Text("kind") ?? "";
        if (kind != "ClusterRole" && !(isNamespaced && kind == "Role"))
            errors.NotSupported(path.Child("kind"), kind, isNamespaced ? ["Role", "ClusterRole"] : ["ClusterRole"]);
        if (role.Text("name") is { Length: > 0 } name)
            errors.Invalid(path.Child("name"), name, NameRules.PathSegment(name));
        else
            errors.Required(path.Child("name"));
        var subjects = obj.List("subjects") ?? [];
        for (var i = 0; i < subjects.Count; i++)
        {
            if (subjects[i] is JsonObject subject)
                Subject(subject, FieldPath.Of("subjects").Index(i), errors);
        }
    }

    public override void ValidateUpdate(JsonObject obj, JsonObject old, string subresource, FieldErrors errors)
    {
        Validate(obj, errors);
        if (!Same(obj["roleRef"], old["roleRef"]))
            errors.Invalid(FieldPath.Of("roleRef"), obj["roleRef"], "cannot change roleRef");
    }

    private void Subject(JsonObject subject, FieldPath path, FieldErrors errors)
    {
        var name = subject.Text("name") ?? "";
        var group = subject.Text("apiGroup") ?? "";
        if (name.Length == 0)
            errors.Required(path.Child("name"));
        switch (subject.Text("kind"))
        {
            case "ServiceAccount":
                if (name.Length > 0)
                    errors.Invalid(path.Child("name"), name, NameRules.Subdomain(name));
                if (group.Length > 0)
                    errors.NotSupported(path.Child("apiGroup"), group, "");
                if (!isNamespaced && subject.Text("namespace") is not { Length: > 0 })
                    errors.Required(path.Child("namespace"));
                break;
            case "User" or "Group":
                if (name.Length == 0)
                    errors.Invalid(path.Child("name"), name, subject.Text("kind") == "User" ? "user name cannot be empty" : "group name cannot be empty");
                if (group != Group)
                    errors.NotSupported(path.Child("apiGroup"), group, Group);
                break;
            default:
                errors.NotSupported(path.Child("kind"), subject.Text("kind") ?? "", "ServiceAccount", "User", "Group");
                break;
        }
    }
}
